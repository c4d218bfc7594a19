using System.Text;
using System.Threading.Tasks;
using OpenAIChat;

namespace Library
{
    public static class Asker
    {
        public static CreateChatCompletionRequest Question() => new CreateChatCompletionRequest
        {
            Model = "gpt-5.4",
            Messages = { new ChatCompletionRequestUserMessage { Content = "What is the capital of France?" } },
        };

        public static async Task<string> AskAsync(IChatApi chat)
        {
            var text = new StringBuilder();
            await foreach (CreateChatCompletionStreamResponse chunk in chat.CreateChatCompletionStreamAsync(Question()))
            {
                text.Append(chunk.Text);
            }
            return text.ToString();
        }
    }
}

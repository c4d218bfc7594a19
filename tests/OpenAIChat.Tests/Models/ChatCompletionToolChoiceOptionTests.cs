using Newtonsoft.Json;

namespace OpenAIChat.Tests.Models;

public sealed class ChatCompletionToolChoiceOptionTests
{
    [Test]
    public void Names_the_modes()
    {
        ChatCompletionToolChoiceOption[] choices = [ChatCompletionToolChoiceOption.Auto, ChatCompletionToolChoiceOption
            .None, ChatCompletionToolChoiceOption.Required];

        Assert.That(JsonConvert.SerializeObject(choices), Is.EqualTo("""["auto","none","required"]"""));
    }

    [Test]
    public void Names_one_tool()
    {
        ChatCompletionToolChoiceOption[] choices = [ChatCompletionToolChoiceOption.Function("now"), ChatCompletionToolChoiceOption.Custom(
            "sql")];

        Assert.That(
            JsonConvert.SerializeObject(choices),
            Is.EqualTo("""[{"type":"function","function":{"name":"now"}},{"type":"custom","custom":{"name":"sql"}}]"""));
    }

    [Test]
    public void Names_the_functions_allowed()
    {
        var choice = ChatCompletionToolChoiceOption.Allowed(ChatCompletionAllowedToolsMode.Auto, "now", "here");

        Assert.That(
            JsonConvert.SerializeObject(choice),
            Is.EqualTo("""{"type":"allowed_tools","allowed_tools":{"mode":"auto","tools":[{"type":"function","function":{"name":"now"}},{"type":"function","function":{"name":"here"}}]}}"""));
    }
}

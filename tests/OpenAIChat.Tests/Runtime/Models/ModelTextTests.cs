using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Tests.Runtime.Models;

/// <summary>Models as text, and copies of models.</summary>
internal sealed class ModelTextTests
{
    private const string Request = """{"messages":[{"role":"user","content":"Hi"}],"model":"m","stop":null,"temperature":1,"x":[1e-30]}""";

    [Test]
    public void A_model_is_written_as_it_was_read()
    {
        var written = JObject.Parse(CreateChatCompletionRequest.FromJson(Request).ToJson());

        Assert.That(JToken.DeepEquals(written, JObject.Parse(Request)), written.ToString());
    }

    [Test]
    public void ToJson_gives_what_JsonConvert_gives()
    {
        var request = CreateChatCompletionRequest.FromJson(Request);

        Assert.That(request.ToJson(), Is.EqualTo(JsonConvert.SerializeObject(request)));
    }

    [Test]
    public void FromJson_of_a_base_type_chooses_the_variant()
    {
        var message = ChatCompletionRequestMessage.FromJson("""{"role":"system","content":"Be brief."}""");
        var later = ChatCompletionRequestMessage.FromJson("""{"role":"narrator","content":"Once"}""");

        Assert.That(message, Is.TypeOf<ChatCompletionRequestSystemMessage>());
        Assert.That(later, Is.TypeOf<ChatCompletionRequestMessage.Unknown>());
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("{} {}")]
    [TestCase("""{"model":""")]
    public void What_is_not_one_object_is_refused(string json)
    {
        Assert.That(() => CreateChatCompletionRequest.FromJson(json), Throws.InstanceOf<JsonException>());
    }

    [Test]
    public void A_clone_shares_nothing_with_the_original()
    {
        var request = CreateChatCompletionRequest.FromJson(Request);

        CreateChatCompletionRequest clone = request.Clone();
        clone.Messages.Add(ChatCompletionRequestMessage.User("More"));
        ((ChatCompletionRequestUserMessage)clone.Messages[0]).Content = "Bye";
        clone.AdditionalProperties["x"]![0] = 2;

        Assert.That(JToken.DeepEquals(JObject.Parse(request.ToJson()), JObject.Parse(Request)), request.ToJson());
        Assert.That(clone.ToJson(), Does.Contain("Bye").And.Contain("More"));
    }

    [Test]
    public void A_clone_of_a_message_of_unknown_role_is_its_equal()
    {
        var message = ChatCompletionRequestMessage.FromJson("""{"role":"narrator","content":"Once"}""");

        Assert.That(message.Clone().ToJson(), Is.EqualTo(message.ToJson()));
    }
}

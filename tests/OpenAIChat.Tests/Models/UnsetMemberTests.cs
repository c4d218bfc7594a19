namespace OpenAIChat.Tests.Models;

/// <summary>Null means unset, and reading a member changes nothing that is sent.</summary>
public sealed class UnsetMemberTests
{
    [Test]
    public void Null_through_any_conversion_is_not_sent()
    {
        string? nothing = null;

        var request = new CreateChatCompletionRequest
        {
            ReasoningEffort = nothing,
            Stop = nothing,
            ToolChoice = nothing,
            Verbosity = default(Verbosity)
        };

        Assert.That(request.ToJson(), Is.EqualTo("{}"));
        Assert.That(request.ReasoningEffort, Is.Null);
    }

    [Test]
    public void Looking_at_members_changes_nothing()
    {
        var tool = ChatCompletionTool.FromJson("""{"type":"function"}""");
        var request = new CreateChatCompletionRequest();

        _ = (tool.Function.Name, request.Tools.Count, request.Metadata.Count, request.Modalities.Count);

        Assert.That(tool.ToJson(), Is.EqualTo("""{"type":"function"}"""));
        Assert.That(request.ToJson(), Is.EqualTo("{}"));
    }

    [Test]
    public void Lists_maps_and_objects_can_be_filled_at_once()
    {
        var request = new CreateChatCompletionRequest { Metadata = { ["a"] = "b" } };
        request.Modalities.Add(ResponseModality.Text);
        var tool = new ChatCompletionTool();
        tool.Function.Name = "f";

        Assert.That(request.ToJson(), Is.EqualTo("""{"metadata":{"a":"b"},"modalities":["text"]}"""));
        Assert.That(tool.ToJson(), Is.EqualTo("""{"type":"function","function":{"name":"f"}}"""));
    }
}

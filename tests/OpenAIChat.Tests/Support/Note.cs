using OpenAIChat.Runtime;

namespace OpenAIChat.Tests;

/// <summary>The smallest model: what the transport's tests send and receive.</summary>
internal sealed class Note : ResponseModel, ITelemetrySource
{
    private static readonly MemberTable Members = new(("text", JsonKind.String), ("end", JsonKind.String), ("object", JsonKind.String));

    public string? Text { get; set; }

    public string? End { get; set; }

    public string? Object { get; set; }

    internal override void Report(StreamProgress progress) => progress.Add(0, isLast: End is not null);

    public static Note Read(JsonInput json)
    {
        var model = new Note();
        for (int member = json.StartObject(); json.NextMember(model, Members, ref member);)
        {
            switch (member)
            {
                case 0: model.Text = json.ReadString(); break;
                case 1: model.End = json.ReadString(); break;
                case 2: model.Object = json.ReadString(); break;
            }
        }

        return model;
    }

    public void Describe(TelemetryTags tags)
    {
        if (Object == "request")
        {
            tags.OperationName = "chat";
            tags.RequestModel = "gpt-test";
        }
        else
        {
            tags.ResponseModel = "gpt-test-1";
            tags.SetUsage(7, 5);
            tags.SetFinishReason(0, End);
        }
    }

    internal override JsonModel CreateClone() => ModelText.Clone(this, Read);

    internal override void Write(JsonOutput json)
    {
        MemberWriter members = json.StartObject(this, Members);
        members.String(0, Text);
        members.String(1, End);
        members.String(2, Object);
        members.End();
    }
}

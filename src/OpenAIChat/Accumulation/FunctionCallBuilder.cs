namespace OpenAIChat;

/// <summary>The deprecated function call as far as it has arrived: the name is replaced, the arguments append.</summary>
internal sealed class FunctionCallBuilder
{
    private readonly TextBuilder arguments = new();
    private readonly MembersBuilder members = new();
    private string name = "";

    public void Add(DeltaFunctionCall piece)
    {
        if (piece.Name is { Length: > 0 } given)
        {
            name = given;
        }

        arguments.Append(piece.Arguments);
        members.Add(piece);
    }

    public ResponseMessageFunctionCall ToFunctionCall()
    {
        var call = new ResponseMessageFunctionCall { Arguments = arguments.Value ?? "", Name = name };
        members.CopyTo(call);
        return call;
    }
}

using Codegen.Lowering.CSharp;
using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Shapes;

/// <summary>An operation of the contract: one method of the client, and one more where it can stream.</summary>
internal sealed class Operation(string id, string path, string method, JObject schema)
{
    public string Id { get; } = id;

    /// <summary>Gets the name of the method, without what it ends in.</summary>
    public string Name { get; } = Identifiers.Pascal(id) is [>= '0' and <= '9', ..] digits ? "Operation" + digits : Identifiers.Pascal(id);

    public string Path { get; } = path;

    /// <summary>Gets the HTTP method, in lower case as the contract has it.</summary>
    public string Method { get; } = method;

    public JObject Schema { get; } = schema;

    public List<Parameter> Parameters { get; } = [];

    /// <summary>Gets what the operation answers, in the order of the contract.</summary>
    public List<Response> Responses { get; } = [];

    /// <summary>Gets the parameters that travel in one object: those of the query and the headers.</summary>
    public IEnumerable<Parameter> Others => Parameters.Where(parameter => parameter.In is "query" or "header");

    /// <summary>Gets or sets the C# type of that object; null where there are no such parameters.</summary>
    public string? ParametersType { get; set; }

    public TypeUse? Body { get; set; }

    public bool BodyRequired { get; set; }

    /// <summary>Gets or sets what the operation answers with; null where it answers without content.</summary>
    public TypeUse? Result { get; set; }

    /// <summary>Gets or sets the item of the answer's event stream.</summary>
    public TypeUse? StreamItem { get; set; }

    /// <summary>
    /// Gets or sets the parameter of the query that asks for the stream; the method that streams sends it as true, the other never.
    /// </summary>
    public string? StreamParameter { get; set; }

    /// <summary>Gets whether there is nothing to answer with but a stream.</summary>
    public bool OnlyStreams => Result is null && StreamItem is not null;

    /// <summary>Gets the member of the body that asks for a stream, if any.</summary>
    public Member? StreamFlag =>
        (Body?.Shape as ObjectShape)?.Find("stream") is { Type.Shape: ScalarShape { Kind: ScalarKind.Boolean } } flag ? flag : null;

    public string? ResultDescription { get; set; }

    /// <summary>Gets what of the contract the client leaves out, each as one sentence without its full stop.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Gets the advice that leaves the operation out, and nothing else of its path.</summary>
    public string HowToLeaveOut => $"add \"!{Method.ToUpperInvariant()} {Path}\" to \"operations\" in lowering.json to leave it out";
}

internal sealed record Parameter(string Name, string In, TypeUse Type, bool Required, JObject Schema)
{
    /// <summary>Gets or sets the C# argument or property.</summary>
    public string CSharpName { get; set; } = "";

    /// <summary>Gets or sets the backing field of the property.</summary>
    public string Field { get; set; } = "";

    /// <summary>Gets the schema of the value, as it is written at the parameter.</summary>
    public JObject ValueSchema => Schema["schema"] as JObject ?? [];

    public bool Deprecated => Schema["deprecated"] is JValue { Value: true };

    /// <summary>Gets what stands between the items of a list in a URL; null where each has its own <c>name=</c>.</summary>
    /// <remarks>Spec: <c>explode</c> is true by default where the style is <c>form</c>, which it is in a query.</remarks>
    public string? Separator => (In, (string?)Schema["style"]) switch
    {
        ("query", "spaceDelimited") when !IsExploded(byDefault: false) => "%20",
        ("query", "pipeDelimited") when !IsExploded(byDefault: false) => "%7C",
        ("query", _) when IsExploded(byDefault: true) => null,
        _ => ",",
    };

    private bool IsExploded(bool byDefault) => Schema["explode"] is JValue { Value: bool given } ? given : byDefault;
}

/// <summary>What an operation answers: a status such as <c>200</c>, <c>4XX</c> or <c>default</c>, and the headers by name.</summary>
internal sealed record Response(string Status, JObject Schema, IReadOnlyDictionary<string, JObject> Headers);

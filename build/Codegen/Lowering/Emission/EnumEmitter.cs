using Codegen.Lowering.CSharp;
using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Emission;

/// <summary>Writes down what the template prints of an open enum: its known values.</summary>
internal static class EnumEmitter
{
    private static readonly string[] ReservedMembers = ["Equals", "GetHashCode", "GetType", "ReferenceEquals", "ToString", "Value"];

    public static JObject Emit(EnumShape shape)
    {
        var words = Identifiers.Words(shape.Name).Where(word => word != "Enum").ToList();
        var prefix = words.Count > 0 ? words[^1] : shape.Name;
        prefix = prefix.All(char.IsUpper) ? prefix[..1] + prefix[1..].ToLowerInvariant() : prefix;
        var names = new NameScope([.. ReservedMembers, shape.Name], prefix, "Value").NameAll([.. shape.Values.Select(value => value.Value)]);
        return new JObject
        {
            ["x-cs-shape"] = "enum",
            ["x-cs-usings"] = new JArray("System", "System.ComponentModel", "Newtonsoft.Json", "OpenAIChat.Runtime"),
            ["x-cs-values"] = new JArray(shape.Values.Select(value => new JObject
            {
                ["literal"] = ObjectEmitter.Literal(value.Value),
                ["name"] = names[value.Value],
                ["summary"] = new JArray(XmlDocs.Whole(value.Description, string.IsNullOrWhiteSpace(value.Value) ? "A text without a word." : $"The value `{value.Value.Replace('`', '\'')}`.")),
            })),
        };
    }
}

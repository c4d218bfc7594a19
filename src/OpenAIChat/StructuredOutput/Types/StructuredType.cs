using System.Diagnostics.CodeAnalysis;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.StructuredOutput;

/// <summary>
/// A .NET type, or the parameters of a method, as a model sees it: its strict schema, and what reads the JSON that obeys it.
/// </summary>
internal sealed class StructuredType
{
    public const string TrimWarning =
        "Looks at types at run time. Use the overload with a schema and a reader in trimmed programs and those compiled ahead of time.";

    private StructuredType(string name, ValueSchema root, JsonObject schema)
    {
        Name = name;
        Reader = new StrictJsonReader(root);
        Schema = schema;
    }

    /// <summary>Gets a name for the schema, valid to the API.</summary>
    public string Name { get; }

    public JsonObject Schema { get; }

    public StrictJsonReader Reader { get; }

    /// <summary>Gets a type's schema and reader, made once.</summary>
    /// <exception cref="StrictJsonSchemaException">The type has no strict schema.</exception>
    [RequiresUnreferencedCode(TrimWarning)]
    [RequiresDynamicCode(TrimWarning)]
    public static StructuredType Of(Type type, StructuredOutputOptions? options)
    {
        options ??= StructuredOutputOptions.Default;
        return options.Types.TryGetValue(type, out StructuredType? known) ? known : options.Types.GetOrAdd(type, Make(type, options));
    }

    /// <summary>
    /// Creates the schema and the reader of a method's parameters; the reader returns their values as an <c>object?[]</c>.
    /// </summary>
    /// <param name="name">The name of the method, for messages and for the schema.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="options">How the schema is made.</param>
    /// <exception cref="StrictJsonSchemaException">A parameter has no strict schema.</exception>
    [RequiresUnreferencedCode(TrimWarning)]
    [RequiresDynamicCode(TrimWarning)]
    public static StructuredType OfParameters(string name, IReadOnlyList<StructuredParameter> parameters, StructuredOutputOptions? options)
    {
        var builder = new SchemaBuilder(options ?? StructuredOutputOptions.Default);
        var schemas = new List<(StructuredParameter Parameter, ValueSchema Schema)>();
        foreach (StructuredParameter parameter in parameters)
        {
            var annotations = ValueAnnotations.Of(parameter.Attributes);
            StructuredParameter described = parameter with { Description = parameter.Description ?? annotations.Description };
            TypeUse use = parameter.IsOptional ? parameter.Use with { IsNullable = true } : parameter.Use;
            schemas.Add((described, builder.Build(use, annotations, null, null, $"{name}.{parameter.Name}")));
        }

        return Finish(name, schemas.Count == 0 ? new ParametersSchema([]) : new ParametersSchema(schemas), builder);
    }

    [RequiresUnreferencedCode(TrimWarning)]
    [RequiresDynamicCode(TrimWarning)]
    private static StructuredType Make(Type type, StructuredOutputOptions options)
    {
        var builder = new SchemaBuilder(options);
        string name = SchemaName.Of(type);
        ValueSchema schema = builder.Build(TypeUse.Of(type), ValueAnnotations.None, null, null, name);
        return Finish(name, schema is ObjectSchema or GivenSchema { IsObject: true } ? schema : new WrapperSchema(schema), builder);
    }

    // The keywords of JSON Schema are no part of a member's name.
    private static string MemberOf(string name, SchemaFault fault)
    {
        string path = fault.Path.Replace("properties.", "").Replace(".items", "[]").Replace(".anyOf", "").Replace("$defs.", "");
        return path.Length == 0 ? name : name + "." + path;
    }

    [RequiresUnreferencedCode(TrimWarning)]
    [RequiresDynamicCode(TrimWarning)]
    private static StructuredType Finish(string name, ValueSchema root, SchemaBuilder builder)
    {
        if (builder.Problems.Count > 0)
        {
            throw new StrictJsonSchemaException(name, builder.Problems);
        }

        JObject schema = SchemaDocument.Write(root);
        if (!builder.Options.IncludeConstraints)
        {
            SchemaConstraints.Remove(schema);
        }

        SchemaFault[] faults = [.. StrictSchemaRules.Check(schema).Where(fault => !builder.Options.DisabledLimits.Contains(fault.Rule))];
        if (faults.Length > 0)
        {
            throw new StrictJsonSchemaException(
                name,
                [.. faults.Select(fault => new StrictJsonSchemaProblem(MemberOf(name, fault), fault.Message, fault.Remedy))]);
        }

        return new StructuredType(SchemaName.Clean(name), root, SchemaVerdicts.Accept(new JsonObject(schema)));
    }
}

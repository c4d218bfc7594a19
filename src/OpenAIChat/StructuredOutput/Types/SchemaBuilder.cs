using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace OpenAIChat.StructuredOutput;

/// <summary>Creates the schemas of types from the contracts by which Newtonsoft's serializer reads them.</summary>
[RequiresUnreferencedCode(StructuredType.TrimWarning)]
[RequiresDynamicCode(StructuredType.TrimWarning)]
internal sealed class SchemaBuilder
{
    private readonly List<StrictJsonSchemaProblem> problems = [];
    private readonly ObjectSchemaBuilder objects;

    public SchemaBuilder(StructuredOutputOptions options)
    {
        Options = options;
        Serializer = JsonSerializer.Create(options.SerializerSettings);
        objects = new ObjectSchemaBuilder(this);
    }

    public StructuredOutputOptions Options { get; }

    /// <summary>Gets what reads the values whose schema is given by hand, and knows the contracts.</summary>
    public JsonSerializer Serializer { get; }

    public IReadOnlyList<StrictJsonSchemaProblem> Problems => problems;

    /// <summary>Creates the schema of a value.</summary>
    /// <param name="use">Its type.</param>
    /// <param name="annotations">What its attributes say.</param>
    /// <param name="converter">The converter of the member that holds it.</param>
    /// <param name="itemConverter">The converter of its items.</param>
    /// <param name="place">The member, for messages.</param>
    public ValueSchema Build(
        TypeUse use, ValueAnnotations annotations, JsonConverter? converter, JsonConverter? itemConverter, string place)
    {
        if ((annotations.Schema ?? use.Type.GetCustomAttribute<JsonSchemaAttribute>(inherit: false)?.Schema) is { } given)
        {
            return Given(given, use, converter, place);
        }

        ValueSchema schema = BuildValue(use, annotations, converter, itemConverter, place);
        return use.IsNullable ? new NullableSchema(schema) : schema;
    }

    /// <summary>Gets the description of a type.</summary>
    public string? DescriptionOf(Type type) =>
        ValueAnnotations.Of(type.GetCustomAttributes(inherit: false).OfType<Attribute>()).Description
            ?? type.GetCustomAttribute<JsonContainerAttribute>(inherit: false)?.Description
            ?? Options.Describe?.Invoke(type);

    /// <summary>Reports a member without a strict schema.</summary>
    public ValueSchema Fail(string place, string message, string remedy)
    {
        if (!problems.Exists(problem => problem.Member == place && problem.Message == message))
        {
            problems.Add(new StrictJsonSchemaProblem(place, message, remedy));
        }

        return new BooleanSchema();
    }

    private ValueSchema BuildValue(
        TypeUse use, ValueAnnotations annotations, JsonConverter? converter, JsonConverter? itemConverter, string place)
    {
        Type type = use.Type;
        if (type == typeof(object))
        {
            return Fail(place, "is an object of any type", "give it a type of its own, or its schema by [JsonSchema]");
        }

        JsonContract contract = Serializer.ContractResolver.ResolveContract(type);
        converter ??= contract.Converter ?? Serializer.Converters.FirstOrDefault(candidate => candidate.CanConvert(type));
        if (type.IsEnum)
        {
            return Enumeration(type, converter, place);
        }

        if (converter is not (null or SubtypeConverter or StringEnumConverter))
        {
            return Converted(type, converter, place);
        }

        if (TextFormat.Of(type, Serializer) is { } format)
        {
            return Text(format, annotations, place);
        }

        return type == typeof(bool)
            ? new BooleanSchema()
            : NumberSchema.IsNumber(type) ? new NumberSchema(type, annotations)
            : contract switch
            {
                JsonStringContract => new TextSchema(TextFormat.Converted(type, Serializer), annotations),
                { InternalConverter: not (null or KeyValuePairConverter) } => Fail(
                    place, $"is a {type.Name}, which Newtonsoft reads in a way of its own",
                    "use another type, or give its schema by [JsonSchema]"),
                JsonArrayContract list => List(list, use, annotations, itemConverter, place),
                JsonDictionaryContract => Fail(
                    place, "is a dictionary, whose keys no strict schema can list",
                    "use a list of objects with a key and a value, or a type with one member for each key"),
                JsonLinqContract =>
                    Fail(place, $"is a {type.Name}, which can be any JSON", "give it a type of its own, or its schema by [JsonSchema]"),
                JsonObjectContract @object when !typeof(Delegate).IsAssignableFrom(type) => objects.Build(@object, use, place),
                _ => Fail(place, $"is a {type.Name}, which has no schema", "use another type, or give its schema by [JsonSchema]"),
            };
    }

    private ValueSchema Given(string text, TypeUse use, JsonConverter? converter, string place)
    {
        var parser = JsonTextParser.Parse(text);
        if (parser.Fault is not null || parser.Root?.ToToken() is not JObject schema)
        {
            return Fail(place, "has a [JsonSchema] that is not a JSON object", "correct it");
        }

        IReadOnlyList<SchemaFault> faults = StrictSchemaRules.Check(schema, isRoot: false);
        foreach (SchemaFault fault in faults)
        {
            Fail(place, $"has a [JsonSchema] that is not strict: {fault.Path} {fault.Message}", fault.Remedy);
        }

        if (schema.Descendants().OfType<JProperty>().Any(static property => property.Name is "$ref" or "$defs"))
        {
            Fail(place, "has a [JsonSchema] with references, which would lead nowhere in the whole schema",
            "write in place what they refer to");
        }

        return new GivenSchema(schema, token =>
        {
            using JsonReader reader = token.CreateReader();
            reader.MaxDepth = JsonTextParser.MaximumDepth;
            return converter is { CanRead: true } && reader.Read()
                ? converter.ReadJson(reader, use.Type, null, Serializer)
                : Serializer.Deserialize(reader, use.Type);
        });
    }

    private ValueSchema Converted(Type type, JsonConverter converter, string place) => converter switch
    {
        IsoDateTimeConverter { DateTimeFormat: null or "" } when TextFormat.Of(type, Serializer) is { } format =>
            new TextSchema(format, ValueAnnotations.None),
        VersionConverter => new TextSchema(TextFormat.Converted(type, Serializer), ValueAnnotations.None),
        _ => Fail(
            place, $"is read by {converter.GetType().Name}, which does not tell what it reads",
            "give its schema by [JsonSchema], or remove the converter"),
    };

    private ValueSchema Text(TextFormat format, ValueAnnotations annotations, string place) =>
        format.IsText && annotations.Pattern is { } pattern && TextPattern.FaultOf(pattern) is { } fault
            ? Fail(place, fault, "write it so that ECMAScript understands it, too, or give the schema by [JsonSchema]")
            : new TextSchema(format, annotations);

    private ValueSchema List(
        JsonArrayContract contract, TypeUse use, ValueAnnotations annotations, JsonConverter? itemConverter, string place)
    {
        if (contract.CollectionItemType is not { } itemType)
        {
            return Fail(place, $"is a {use.Type.Name}, whose items can be anything", "use a generic list");
        }

        if (ListFactory.Of(use.Type, itemType) is not { } factory)
        {
            return Fail(place, $"is a {use.Type.Name}, which cannot be made from its items", "use an array or a List<T>");
        }

        TypeUse item = use.Arguments is [{ } argument] && (Nullable.GetUnderlyingType(itemType) ?? itemType) == argument.Type
            ? argument
            : TypeUse.Of(itemType);
        return new ListSchema(
            factory, Build(item, ValueAnnotations.None, itemConverter ?? contract.ItemConverter, null, place + "[]"), annotations);
    }

    private ValueSchema Enumeration(Type type, JsonConverter? converter, string place)
    {
        if (converter is not (null or StringEnumConverter))
        {
            return Converted(type, converter, place);
        }

        if (type.IsDefined(typeof(FlagsAttribute), inherit: false))
        {
            return Fail(place, $"is a {type.Name}, whose values are combinations", "use a list of an enum without [Flags]");
        }

        return objects.Enumeration(type, (converter as StringEnumConverter)?.NamingStrategy)
            ?? Fail(place, $"is a {type.Name}, which has no values", "use an enum that has some");
    }
}

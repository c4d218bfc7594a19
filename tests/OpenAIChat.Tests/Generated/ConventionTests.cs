using System.ComponentModel;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Codegen.Lowering.Shapes;
using Newtonsoft.Json;

namespace OpenAIChat.Tests.Generated;

/// <summary>What holds for every generated type, whatever the contract says.</summary>
public partial class ConventionTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Lazy<HashSet<string>> Documented = new(() =>
        [.. XDocument.Load(Path.ChangeExtension(typeof(JsonModel).Assembly.Location, ".xml")).Descendants("member")
            .Where(member => member.Element("summary") is { Value.Length: > 0 } || member.Element("inheritdoc") is not null)
            .Select(member => (string)member.Attribute("name")!)]);

    private static IEnumerable<string> Files => Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "OpenAIChat", "Generated"), "*.g.cs", SearchOption.AllDirectories);

    [Test]
    public void A_name_is_Pascal_cased_with_underscores_only_between_numbers([ValueSource(typeof(Contract), nameof(Contract.Types))] ContractType type)
    {
        var names = type.Type.GetMembers(Declared).Where(member => member is not MethodBase { IsSpecialName: true }).Select(member => member.Name).Append(type.Type.Name);

        Assert.That(names, Has.All.Match(PascalCase().ToString()));
    }

    [Test]
    public void A_type_name_ends_in_a_digit_only_where_the_contract_says_so([ValueSource(typeof(Contract), nameof(Contract.Types))] ContractType type) =>
        Assert.That(!char.IsDigit(type.Type.Name[^1]) || type.Shape.Origin.Component == type.Type.Name);

    [Test]
    public void A_class_is_sealed_or_the_base_of_a_family([ValueSource(typeof(Contract), nameof(Contract.Types))] ContractType type) =>
        Assert.That(type.Type.IsSealed || (type.Type.IsAbstract && type.Shape is DiscriminatedUnionShape));

    [Test]
    public void An_object_is_made_with_nothing_set_and_has_members([ValueSource(typeof(Contract), nameof(Contract.Objects))] ContractType type)
    {
        Assert.That(Activator.CreateInstance(type.Type), Is.InstanceOf<JsonModel>());
        Assert.That(type.Type.GetProperties(Declared), Is.Not.Empty);
    }

    [Test]
    public void No_member_is_just_an_object([ValueSource(typeof(Contract), nameof(Contract.Types))] ContractType type)
    {
        var properties = type.Type.GetProperties(Declared).Where(property => property.PropertyType == typeof(object));

        Assert.That(properties, Is.Empty);
    }

    [Test]
    public void Every_type_and_property_has_docs([ValueSource(typeof(Contract), nameof(Contract.Types))] ContractType type)
    {
        var wanted = type.Type.GetProperties(Declared).Select(property => $"P:{type.Type.FullName}.{property.Name}").Append($"T:{type.Type.FullName}");

        Assert.That(wanted.Except(Documented.Value), Is.Empty);
    }

    [Test]
    public void Nothing_is_null_that_is_not_said_to_be([ValueSource(typeof(Contract), nameof(Contract.Objects))] ContractType type)
    {
        var nullability = new NullabilityInfoContext();
        object empty = JsonConvert.DeserializeObject("{}", type.Type)!;

        var nulls = type.Type.GetProperties()
            .Where(property => property.GetIndexParameters().Length == 0 && nullability.Create(property).ReadState == NullabilityState.NotNull)
            .Where(property => property.GetValue(empty) is null);

        Assert.That(nulls, Is.Empty);
    }

    [Test]
    public void An_enum_is_made_of_its_text_by_whoever_asks_for_a_type_converter([ValueSource(typeof(Contract), nameof(Contract.Enums))] ContractType type)
    {
        object? value = TypeDescriptor.GetConverter(type.Type).ConvertFromInvariantString("one-of-tomorrow");

        Assert.That(value, Is.InstanceOf(type.Type).And.Property("Value").EqualTo("one-of-tomorrow"));
    }

    [Test]
    public void An_enum_is_the_key_of_a_dictionary_in_Newtonsofts_serializer()
    {
        var counts = JsonConvert.DeserializeObject<Dictionary<ServiceTier, int>>("""{"flex":2}""")!;

        Assert.That(counts, Is.EqualTo(new Dictionary<ServiceTier, int> { [ServiceTier.Flex] = 2 }));
        Assert.That(JsonConvert.SerializeObject(counts), Is.EqualTo("""{"flex":2}"""));
    }

    [Test]
    public void A_file_holds_one_public_type_of_its_name([ValueSource(nameof(Files))] string file)
    {
        var types = PublicType().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value);

        Assert.That(types, Is.EqualTo(new[] { Path.GetFileName(file).Replace(".g.cs", "", StringComparison.Ordinal) }));
    }

    [GeneratedRegex(@"^\p{Lu}(?:[\p{L}\p{Nd}]|(?<=\p{Nd})_(?=\p{Nd}))*$")]
    private static partial Regex PascalCase();

    [GeneratedRegex(@"^public (?:sealed |abstract |readonly |partial )*(?:class|struct|interface) (\w+)", RegexOptions.Multiline)]
    private static partial Regex PublicType();
}

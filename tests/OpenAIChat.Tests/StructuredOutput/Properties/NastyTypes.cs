using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.ComponentModel.DataAnnotations;
using System.Numerics;
using System.Runtime.Serialization;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Serialization;
using DescriptionAttribute = System.ComponentModel.DescriptionAttribute;
using RangeAttribute = System.ComponentModel.DataAnnotations.RangeAttribute;

namespace OpenAIChat.Tests.StructuredOutput.Properties;

/// <summary>Types as users write them, and worse: a schema is made of each.</summary>
internal static class NastyTypes
{
    public static Type[] All { get; } =
    [
        .. typeof(NastyTypes).GetNestedTypes().Where(type => !type.IsAbstract && !type.IsGenericTypeDefinition && type.GetCustomAttributes(typeof(PartAttribute), false).Length == 0),
        typeof(string), typeof(int?), typeof(decimal), typeof(bool), typeof(DateTime), typeof(Mood), typeof(int[]), typeof(List<List<string>>), typeof(Figure), typeof(INode),
        typeof(Page<City>), typeof(Page<int?>), typeof(Page<Page<Mood>>), typeof(ImmutableArray<Guid>), typeof((int, string)), typeof(Tuple<long, City>),
        typeof(KeyValuePair<string, int>), typeof(Outer<City>.Inner), typeof(List<Figure>),
    ];

    /// <summary>Marks a type that is only a part of others.</summary>
    [Part]
    [AttributeUsage(AttributeTargets.All)]
    public sealed class PartAttribute : Attribute;

    [JsonConverter(typeof(StringEnumConverter))]
    public enum Mood { Calm, [EnumMember(Value = "very-angry")] Angry, [EnumMember(Value = "")] None }

    [JsonConverter(typeof(StringEnumConverter), typeof(CamelCaseNamingStrategy))]
    public enum Style : byte { BigBold = 200, SmallThin = 3 }

    [JsonConverter(typeof(StringEnumConverter))]
    public enum Signed : long { Low = long.MinValue, Minus = -1, High = long.MaxValue }

    public sealed record City(string Name, int? Population, double Latitude);

    public sealed class Fields { public int Number = 1; public string? Text = "x"; }

    public struct Settable { public int X { get; set; } public string? Y { get; set; } }

    public readonly record struct Value(int X, Mood? Mood);

    public readonly struct Immutable(int x, string text) { public int X { get; } = x; public string Text { get; } = text; }

    public sealed class Constructed(string name, int age = 7) { public string Name { get; } = name; public int Age { get; } = age; public bool Flag { get; set; } }

    public sealed class Chosen
    {
        public Chosen(string text) => Text = text;

        [JsonConstructor]
        private Chosen(string text, int number) => (Text, Number) = (text, number);

        public string Text { get; }

        public int Number { get; init; }
    }

    public sealed class PrivateSetters { [JsonProperty] public int A { get; private set; } [JsonProperty("b!")] private string B { get; set; } = ""; }

    public sealed class Init { public required string Must { get; init; } public string? May { get; init; } public required List<int> Numbers { get; init; } }

    [Part]
    public abstract class Animal { public string Name { get; set; } = ""; public virtual int Legs { get; set; } }

    public class Dog : Animal { public override int Legs { get; set; } public bool Barks { get; set; } }

    public sealed class Poodle : Dog { public new string? Name { get; set; } public Style Style { get; set; } }

    [Part]
    public sealed record Page<T>(T[] Items, T First, string? Next);

    [Part]
    public sealed class Outer<T> { public sealed class Inner { public T? Value { get; set; } public List<T> Values { get; set; } = []; } }

    public sealed record Pages(Page<string?> Maybe, Page<string> Always, Page<City>? Cities);

    public sealed record Tree(string Label, Tree? Left, Tree? Right, IReadOnlyList<Tree> Others);

    public sealed record Chicken(string Name, Egg? Egg);

    public sealed record Egg(int Size, Chicken? Chicken, List<Egg> Twins);

    [JsonConverter(typeof(SubtypeConverter))]
    [Discriminator("kind"), Subtype(typeof(Circle), "circle"), Subtype(typeof(Square), "square"), Subtype(typeof(Group), "group")]
    public abstract record Figure(string? Name);

    public sealed record Circle(string? Name, double Radius) : Figure(Name);

    public sealed record Square(string? Name, double Side) : Figure(Name);

    public sealed record Group(string? Name, Figure[] Parts, Figure? Main) : Figure(Name);

    [JsonConverter(typeof(SubtypeConverter))]
    [Subtype(typeof(Leaf), "leaf"), Subtype(typeof(Sum), "sum")]
    public interface INode;

    public sealed class Leaf : INode { public decimal Number { get; set; } }

    public sealed class Sum : INode { public required INode A { get; set; } public required INode B { get; set; } }

    public sealed record Drawing(Figure? Main, List<Figure> Others, Circle Direct, INode Formula);

    public sealed record Enums(Mood Mood, Mood? Maybe, Style Style, Signed Signed, List<Mood?> Moods, Style[] Styles);

    public sealed record Dates(DateTime At, DateTimeOffset Exactly, DateOnly Day, TimeOnly Time, TimeSpan Span, DateTime? Never);

    public sealed record Texts(Guid Id, Uri Link, Version Version, char Letter, byte[] Bytes, Half Half);

    public sealed record Numbers(sbyte A, byte B, short C, ushort D, int E, uint F, long G, ulong H, float I, double J, decimal K, BigInteger L);

    public sealed record Maybes(sbyte? A, ulong? B, float? C, decimal? D, bool? E, Guid? F, DateOnly? G, char? H, Value? I, BigInteger? J);

    public sealed record Lists(
        IEnumerable<int> A, ICollection<int> B, IList<int> C, IReadOnlyCollection<int> D, Collection<int> E, ReadOnlyCollection<int> F, Queue<int> G, LinkedList<int> H,
        ObservableCollection<int> I);

    public sealed record Immutables(ImmutableArray<int> A, ImmutableList<string?> B, ImmutableQueue<City> C, IImmutableList<int> D);

    public sealed record Sets(HashSet<int> A, ISet<string> B, SortedSet<int> C, ISet<Guid> D, ImmutableHashSet<long> E, ImmutableSortedSet<int> F);

    public sealed record Nested(int[][] A, List<string?[]?> B, List<List<City?>>? C, string[][][] D);

    public sealed class Own : List<City>;

    public sealed record HasOwn(Own Own, KeyValuePair<string, int?>[] Pairs, (int X, string? Y) Tuple, Tuple<int, string> Old);

    [JsonObject(NamingStrategyType = typeof(SnakeCaseNamingStrategy))]
    public sealed record Snake(string FirstName, int? HTTPStatus, City HomeTown);

    [DataContract]
    public sealed class Contract { [DataMember(Name = "n", Order = 2)] public int Number { get; set; } [DataMember(Order = 1)] public string? Text { get; set; } public int Hidden { get; set; } }

    [JsonObject(MemberSerialization.OptIn)]
    public sealed class OptIn { [JsonProperty(Order = 5)] public int Last { get; set; } [JsonProperty] public int First { get; set; } public object? Hidden { get; set; } }

    public sealed class Ignoring { [JsonIgnore] public Dictionary<string, int> Map { get; set; } = []; public int Kept { get; set; } [JsonExtensionData] public IDictionary<string, Newtonsoft.Json.Linq.JToken>? More { get; set; } }

    public sealed class Keywords
    {
        [JsonProperty("$schema")] public string A { get; set; } = "";

        [JsonProperty("type")] public int B { get; set; }

        [JsonProperty("properties")] public City? C { get; set; }

        [JsonProperty("enum")] public Mood D { get; set; }

        [JsonProperty("$defs")] public City? E { get; set; }

        [JsonProperty("required")] public bool F { get; set; }
    }

    public sealed class Names { [JsonProperty("")] public int A { get; set; } [JsonProperty("a.b['c']")] public int B { get; set; } [JsonProperty("ü \"\\/\u0001😀")] public int C { get; set; } [JsonProperty("A")] public int D { get; set; } }

    public sealed class Ranges
    {
        [Range(1, 5)] public int A { get; set; }

        [Range(-0.5, 0.5)] public double B { get; set; }

        [Range(typeof(decimal), "0.1", "9.9")] public decimal? C { get; set; }

        [Range(0, 1, MinimumIsExclusive = true)] public decimal D { get; set; }

        [Range(10, 20)] public byte E { get; set; }
    }

    public sealed class Lengths
    {
        [StringLength(5, MinimumLength = 2)] public string A { get; set; } = "ab";

        [MaxLength(3)] public string? B { get; set; }

        [MinLength(1), MaxLength(2)] public List<int> C { get; set; } = [1];

        [Length(1, 3)] public int[] D { get; set; } = [1];
    }

    public sealed class Patterns
    {
        [RegularExpression(@"[a-z]{2}\d")] public string A { get; set; } = "ab1";

        [RegularExpression("a|bc"), StringLength(2)] public string B { get; set; } = "a";

        [EmailAddress] public string? C { get; set; }

        [AllowedValues("x", "y")] public string D { get; set; } = "x";
    }

    public sealed record Described([property: Description("The first.")] City First, [Description("The second.")] City Second, [property: Description("Maybe.")] City? Third);

    public sealed class GivenByHand { [JsonSchema("""{ "type": ["integer", "null"] }""")] public object? Any { get; set; } [JsonSchema("""{ "type": "string", "pattern": "^[a-z]*$" }""")] public string Text { get; set; } = ""; }

    public sealed class GetOnly { public List<int> Numbers { get; } = [1]; public ISet<string> Words { get; } = new HashSet<string>(); public Settings Settings { get; } = new(); public Collection<City> Cities { get; } = []; }

    public sealed class Settings { public int Size { get; set; } = 9; public string? Name { get; set; } = "x"; }

    public sealed class Initial { public List<int> A { get; set; } = [1, 2]; public City B { get; set; } = new("x", 1, 2); public string? C { get; set; } = "c"; public int? D { get; set; } = 4; }

    public sealed class Nothing;

    public sealed class Twins { public TwinA.Same A { get; set; } = new(); public TwinB.Same B { get; set; } = new(); public TwinA.Same A2 { get; set; } = new(); public TwinB.Same B2 { get; set; } = new(); }

    [Part]
    public static class TwinA { public sealed class Same { public int X { get; set; } } }

    [Part]
    public static class TwinB { public sealed class Same { public string Y { get; set; } = ""; } }

    public sealed record Deep(Deep2 A);

    public sealed record Deep2(Deep3 A);

    public sealed record Deep3(Deep4 A);

    public sealed record Deep4(Deep5 A);

    public sealed record Deep5(List<Deep6> A);

    public sealed record Deep6(Deep7 A);

    public sealed record Deep7(Deep8 A);

    public sealed record Deep8(Deep9 A);

    public sealed record Deep9(Deep10 A);

    public sealed record Deep10(int A);

    public sealed class Callback
    {
        public int A { get; set; }

        [JsonIgnore] public int Doubled { get; private set; }

        [OnDeserialized]
        internal void OnDeserialized(StreamingContext context) => Doubled = 2 * A;
    }

    public sealed class WriteOnly { private int hidden; public int Visible { get; set; } public int Sum => Visible + hidden; [JsonIgnore] public int Set { set => hidden = value; } public bool ShouldSerializeSum() => false; }

#nullable disable
    public sealed class Oblivious { public string Text { get; set; } public List<string> Texts { get; set; } public City City { get; set; } [Required] public string Must { get; set; } = ""; }
#nullable restore

    public sealed class Attributed { [JsonProperty(Required = Required.Always)] public string? Always { get; set; } = ""; [System.Diagnostics.CodeAnalysis.DisallowNull] public string? Never { get; set; } = ""; }
}

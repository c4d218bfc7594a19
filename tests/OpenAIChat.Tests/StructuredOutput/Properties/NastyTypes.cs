using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Numerics;
using System.Runtime.Serialization;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Serialization;

namespace OpenAIChat.Tests.StructuredOutput.Properties;

/// <summary>Types as users write them, and worse: a schema is made of each.</summary>
internal static partial class NastyTypes
{
    public static Type[] All { get; } =
    [
        .. typeof(NastyTypes).GetNestedTypes()
            .Where(type =>
            !type.IsAbstract && !type.IsGenericTypeDefinition && type.GetCustomAttributes(typeof(PartAttribute), false).Length == 0),
        typeof(string), typeof(int?), typeof(decimal), typeof(bool), typeof(DateTime), typeof(Mood), typeof(int[]),
            typeof(List<List<string>>), typeof(Figure), typeof(INode),
        typeof(Page<City>), typeof(Page<int?>), typeof(Page<Page<Mood>>), typeof(ImmutableArray<Guid>), typeof((int, string)),
            typeof(Tuple<long, City>),
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

    public sealed class Constructed(string name, int age = 7)
    {
        public string Name { get; } = name;

        public int Age { get; } = age;

        public bool Flag { get; set; }
    }

    public sealed class Chosen
    {
        public Chosen(string text) => Text = text;

        [JsonConstructor]
        private Chosen(string text, int number) => (Text, Number) = (text, number);

        public string Text { get; }

        public int Number { get; init; }
    }

    public sealed class PrivateSetters
    {
        [JsonProperty] public int A { get; private set; }

        [JsonProperty("b!")] private string B { get; set; } = "";
    }

    public sealed class Init
    {
        public required string Must { get; init; }

        public string? May { get; init; }

        public required List<int> Numbers { get; init; }
    }

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

    public sealed record Numbers(
        sbyte A, byte B, short C, ushort D, int E, uint F, long G, ulong H, float I, double J, decimal K, BigInteger L);

    public sealed record Maybes(sbyte? A, ulong? B, float? C, decimal? D, bool? E, Guid? F, DateOnly? G, char? H, Value? I, BigInteger? J);

    public sealed record Lists(
        IEnumerable<int> A, ICollection<int> B, IList<int> C, IReadOnlyCollection<int> D, Collection<int> E, ReadOnlyCollection<int> F,
            Queue<int> G, LinkedList<int> H,
        ObservableCollection<int> I);

    public sealed record Immutables(ImmutableArray<int> A, ImmutableList<string?> B, ImmutableQueue<City> C, IImmutableList<int> D);

    public sealed record Sets(
        HashSet<int> A, ISet<string> B, SortedSet<int> C, ISet<Guid> D, ImmutableHashSet<long> E, ImmutableSortedSet<int> F);

    public sealed record Nested(int[][] A, List<string?[]?> B, List<List<City?>>? C, string[][][] D);

    public sealed class Own : List<City>;

    public sealed record HasOwn(Own Own, KeyValuePair<string, int?>[] Pairs, (int X, string? Y) Tuple, Tuple<int, string> Old);
}

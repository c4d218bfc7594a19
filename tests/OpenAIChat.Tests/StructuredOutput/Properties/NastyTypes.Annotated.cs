using System.Collections.ObjectModel;
using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.Serialization;
using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;
using DescriptionAttribute = System.ComponentModel.DescriptionAttribute;
using RangeAttribute = System.ComponentModel.DataAnnotations.RangeAttribute;

namespace OpenAIChat.Tests.StructuredOutput.Properties;

/// <content>Types with attributes of every kind, and names and initial values that invite mistakes.</content>
internal static partial class NastyTypes
{
    [JsonObject(NamingStrategyType = typeof(SnakeCaseNamingStrategy))]
    public sealed record Snake(string FirstName, int? HTTPStatus, City HomeTown);

    [DataContract]
    public sealed class Contract
    {
        [DataMember(Name = "n", Order = 2)] public int Number { get; set; }

        [DataMember(Order = 1)] public string? Text { get; set; }

        public int Hidden { get; set; }
    }

    [JsonObject(MemberSerialization.OptIn)]
    public sealed class OptIn
    {
        [JsonProperty(Order = 5)] public int Last { get; set; }

        [JsonProperty] public int First { get; set; }

        public object? Hidden { get; set; }
    }

    public sealed class Ignoring
    {
        [JsonIgnore] public Dictionary<string, int> Map { get; set; } = [];

        public int Kept { get; set; }

        [JsonExtensionData] public IDictionary<string, Newtonsoft.Json.Linq.JToken>? More { get; set; }
    }

    public sealed class Keywords
    {
        [JsonProperty("$schema")] public string A { get; set; } = "";

        [JsonProperty("type")] public int B { get; set; }

        [JsonProperty("properties")] public City? C { get; set; }

        [JsonProperty("enum")] public Mood D { get; set; }

        [JsonProperty("$defs")] public City? E { get; set; }

        [JsonProperty("required")] public bool F { get; set; }
    }

    public sealed class Names
    {
        [JsonProperty("")] public int A { get; set; }

        [JsonProperty("a.b['c']")] public int B { get; set; }

        [JsonProperty("ü \"\\/\u0001😀")] public int C { get; set; }

#pragma warning disable CA1507 // It is the name of another property, on purpose.
        [JsonProperty("A")] public int D { get; set; }
#pragma warning restore CA1507
    }

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

    public sealed record Described(
        [property: Description("The first.")] City First, [Description("The second.")] City Second,
        [property: Description("Maybe.")] City? Third);

    public sealed class GivenByHand
    {
        [JsonSchema("""{ "type": ["integer", "null"] }""")] public object? Any { get; set; }

        [JsonSchema("""{ "type": "string", "pattern": "^[a-z]*$" }""")] public string Text { get; set; } = "";
    }

    public sealed class GetOnly
    {
        public List<int> Numbers { get; } = [1];

        public ISet<string> Words { get; } = new HashSet<string>();

        public Settings Settings { get; } = new();

        public Collection<City> Cities { get; } = [];
    }

    public sealed class Settings { public int Size { get; set; } = 9; public string? Name { get; set; } = "x"; }

    public sealed class Initial
    {
        public List<int> A { get; set; } = [1, 2];

        public City B { get; set; } = new("x", 1, 2);

        public string? C { get; set; } = "c";

        public int? D { get; set; } = 4;
    }

    public sealed class Nothing;

    public sealed class Twins
    {
        public TwinA.Same A { get; set; } = new();

        public TwinB.Same B { get; set; } = new();

        public TwinA.Same A2 { get; set; } = new();

        public TwinB.Same B2 { get; set; } = new();
    }

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

    public sealed class WriteOnly
    {
        private int hidden;

        public int Visible { get; set; }

        public int Sum => Visible + hidden;

        [JsonIgnore] public int Set { set => hidden = value; }

#pragma warning disable CA1822 // Newtonsoft looks for an instance method.
        public bool ShouldSerializeSum() => false;
#pragma warning restore CA1822
    }

#nullable disable
    public sealed class Oblivious
    {
        public string Text { get; set; }

        public List<string> Texts { get; set; }

        public City City { get; set; }

        [Required] public string Must { get; set; } = "";
    }
#nullable restore

    public sealed class Attributed
    {
        [JsonProperty(Required = Required.Always)] public string? Always { get; set; } = "";

        [DisallowNull] public string? Never { get; set; } = "";
    }
}

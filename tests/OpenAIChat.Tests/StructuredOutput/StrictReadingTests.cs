using Newtonsoft.Json;

namespace OpenAIChat.Tests.StructuredOutput;

/// <summary>What Newtonsoft would bend to fit is a wrong shape here, and no initial value takes the place of what the model said.</summary>
public sealed class StrictReadingTests
{
    private enum Colour
    {
        Red,
        Green,
    }

    [TestCase("""{"value":1.5}""", typeof(long), "value")]
    [TestCase("""{"value":2}""", typeof(bool), "value")]
    [TestCase("""{"value":"true"}""", typeof(bool), "value")]
    [TestCase("""{"value":99}""", typeof(Colour), "value")]
    [TestCase("""{"value":"99"}""", typeof(Colour), "value")]
    [TestCase("""{"value":"red"}""", typeof(Colour), "value")]
    [TestCase("""{"value":"12"}""", typeof(int), "value")]
    [TestCase("""{"value":1e300}""", typeof(float), "value")]
    [TestCase("""{"value":1e999}""", typeof(double), "value")]
    [TestCase("""{"value":2147483648}""", typeof(int), "value")]
    [TestCase("""{"value":12}""", typeof(string), "value")]
    [TestCase("""{"value":null}""", typeof(int), "value")]
    [TestCase("""{"value":"2026-02-30"}""", typeof(DateOnly), "value")]
    [TestCase("""{"value":"2026-02-03T04:05:06"}""", typeof(DateTimeOffset), "value")]
    [TestCase("""{"value":"PT1H"}""", typeof(TimeSpan), "value")]
    [TestCase("""{"value":"07:08:09Z"}""", typeof(TimeOnly), "value")]
    [TestCase("""{"value":"{0F8FAD5B-D9CB-469F-A165-70867728950E}"}""", typeof(Guid), "value")]
    [TestCase("""{"value":[1,"2"]}""", typeof(List<int>), "value[1]")]
    [TestCase("""{"value":1}""", typeof(List<int>), "value")]
    [TestCase("""{"value":{"0":1}}""", typeof(List<int>), "value")]
    [TestCase("""{"VALUE":1}""", typeof(int), "")]
    [TestCase("""{"value":1,"value":2}""", typeof(int), "value")]
    [TestCase("""{"value":1,"other":2}""", typeof(int), "")]
    [TestCase("""{}""", typeof(int), "value")]
    [TestCase("""[1]""", typeof(int), "")]
    public void What_would_have_to_be_bent_is_a_wrong_shape(string json, Type type, string path)
    {
        ChatCompletionParseException fault = Fault(json, type);

        Assert.That(fault.Failure, Is.EqualTo(ChatCompletionParseFailure.WrongShape));
        Assert.That(fault.Path, Is.EqualTo(path));
    }

    [TestCase("""{"value":1,}""")]
    [TestCase("""{'value':1}""")]
    [TestCase("""{value:1}""")]
    [TestCase("""{"value":1} // done""")]
    [TestCase("""/* so */{"value":1}""")]
    [TestCase("""{"value":01}""")]
    [TestCase("""{"value":+1}""")]
    [TestCase("""{"value":.5}""")]
    [TestCase("""{"value":NaN}""")]
    [TestCase("""{"value":0x1}""")]
    [TestCase("""{"value":undefined}""")]
    [TestCase("""{"value":True}""")]
    [TestCase("""{"value":1""")]
    [TestCase("""{"value":1}{"value":2}""")]
    [TestCase("\u0001{\"value\":1}")]
    [TestCase("{\"value\":\"a\nb\"}")]
    [TestCase("```json\n{\"value\":1}\n```")]
    public void What_is_not_JSON_is_invalid_however_Newtonsoft_sees_it(string text) =>
        Assert.That(Fault(text, typeof(int)).Failure, Is.EqualTo(ChatCompletionParseFailure.InvalidJson));

    [Test]
    public void A_list_is_replaced_not_added_to()
    {
        Initial value = Read<Initial>("""{"List":[5],"Fixed":[6],"Name":null,"Point":{"X":7},"Number":0,"Inner":{"Text":"new"}}""");

        Assert.That(value.List, Is.EqualTo(new[] { 5 }));
        Assert.That(value.Fixed, Is.EqualTo(new[] { 6 }));
        Assert.That(value.Name, Is.Null);
        Assert.That(value.Point, Is.EqualTo(new Point(7)));
        Assert.That(value.Number, Is.Zero);
        Assert.That(value.Inner.Text, Is.EqualTo("new"));
    }

    [Test]
    public void A_missing_member_is_told_with_its_path()
    {
        ChatCompletionParseException fault =
            Fault("""{"List":[5],"Fixed":[6],"Name":null,"Point":{},"Number":0,"Inner":{"Text":"x"}}""", typeof(Initial));

        Assert.That(fault.Path, Is.EqualTo("Point.X"));
        Assert.That(fault.Message, Does.Contain("Point.X is missing"));
    }

    [Test]
    public void A_value_that_its_type_refuses_is_a_wrong_shape_that_quotes_nothing()
    {
        ChatCompletionParseException fault = Fault("""{"Text":"canary"}""", typeof(Picky));

        Assert.That(fault.Failure, Is.EqualTo(ChatCompletionParseFailure.WrongShape));
        Assert.That(fault.ToString(), Does.Not.Contain("canary"));
        Assert.That(fault.Message, Does.Contain("ArgumentException"));
    }

    [Test]
    public void Numbers_keep_their_digits()
    {
        Assert.That(Read<decimal>("""{"value":1.10000000000000000000000001}"""), Is.EqualTo(1.10000000000000000000000001m));
        Assert.That(Read<long>("""{"value":9007199254740993}"""), Is.EqualTo(9007199254740993));
        Assert.That(
            Read<System.Numerics.BigInteger>("""{"value":123456789012345678901234567890}""").ToString(),
            Is.EqualTo("123456789012345678901234567890"));
        Assert.That(Read<int>("""{"value":1.0}"""), Is.EqualTo(1));
        Assert.That(Read<int>("""{"value":12e2}"""), Is.EqualTo(1200));
    }

    [Test]
    public void An_answer_of_endless_depth_is_refused()
    {
        string text = string.Concat(Enumerable.Repeat("""{"Next":""", 100_000));

        Assert.That(Fault(text, typeof(Link)).Failure, Is.EqualTo(ChatCompletionParseFailure.InvalidJson));
    }

    [Test]
    public void A_number_of_endless_length_takes_no_time() =>
        Assert.That(
            Fault("{\"value\":" + new string('9', 1_000_000) + "}", typeof(System.Numerics.BigInteger)).Failure,
            Is.EqualTo(ChatCompletionParseFailure.WrongShape));

    private static T Read<T>(string json) => CreateChatCompletionResponse.FromText(json).Parse<T>().Value;

    private static ChatCompletionParseException Fault(string json, Type type)
    {
        var fault = (ChatCompletionParseException?)typeof(StrictReadingTests)
            .GetMethod(nameof(FaultOf), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(type).Invoke(null, [json]);
        return fault!;
    }

    private static ChatCompletionParseException FaultOf<T>(string json) =>
        Assert.Throws<ChatCompletionParseException>(() => _ = CreateChatCompletionResponse.FromText(json).Parse<T>().Value)!;

    private sealed record Point(int X);

    private sealed record Link(Link? Next, int Value);

    private sealed class Inner
    {
        public string Text { get; set; } = "old";
    }

    private sealed class Initial
    {
        public List<int> List { get; set; } = [1];

        public List<int> Fixed { get; } = [2];

        [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
        public string? Name { get; set; } = "initial";

        public Point Point { get; set; } = new(1);

        [JsonProperty(DefaultValueHandling = DefaultValueHandling.Ignore)]
        public int Number { get; set; } = 3;

        public Inner Inner { get; } = new();
    }

    private sealed class Picky
    {
        private string text = "";

        public string Text
        {
            get => text;
            set => text = value.Length == 0 ? value : throw new ArgumentException("Not " + value);
        }
    }
}

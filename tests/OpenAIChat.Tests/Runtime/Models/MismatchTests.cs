using System.Diagnostics;
using System.Text;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Tests.Runtime.Models;

/// <summary>What a server sends otherwise than the contract says is kept, wherever it stands, and written back.</summary>
[TestFixture(Route.Client)]
[TestFixture(Route.Newtonsoft)]
internal sealed class MismatchTests(Route route)
{
    [TestCase("""{"labels":{"a":1}}""")]
    [TestCase("""{"labels":{"a":null,"b":"x","c":{"d":[1.50,1e-30]},"e":"y"}}""")]
    [TestCase("""{"biases":{"a":"x","b":1,"c":1.5,"d":null}}""")]
    [TestCase("""{"texts":[1,"a",{"b":[]},"c",null]}""")]
    [TestCase("""{"texts":[null]}""")]
    [TestCase("""{"bytes":[1,"x",2147483648,-1.5,{},2]}""")]
    [TestCase("""{"weights":[1e400,0.5,null,"x"]}""")]
    [TestCase("""{"children":[{},null,{"count":1},"",[],false]}""")]
    [TestCase("""{"gaps":[null,{},"",null]}""")]
    [TestCase("""{"stop":["a",5,null]}""")]
    [TestCase("""{"child":{"labels":{"a":1e400}}}""")]
    public void A_value_of_another_kind_in_a_list_or_map_is_written_back_where_it_stood(string json) =>
        Assert.That(RoundTrip(json), Is.EqualTo(json));

    [Test]
    public void The_values_that_fit_are_there_beside_the_others()
    {
        SampleModel model = Read("""{"labels":{"a":1,"b":"x"},"texts":[1,"a",null,"b"],"bytes":[null,7,"x"]}""");

        Assert.That(model.Labels, Is.EqualTo(new Dictionary<string, string> { ["b"] = "x" }));
        Assert.That(model.Texts, Is.EqualTo(new[] { "a", "b" }));
        Assert.That(model.Bytes, Is.EqualTo(new[] { 7 }));
    }

    [Test]
    public void A_list_that_has_grown_keeps_them_and_one_that_was_cleared_does_not()
    {
        SampleModel model = Read("""{"labels":{"a":1,"b":"x"},"texts":[1,"a"]}""");

        model.Texts!.Add("b");
        model.Labels!["a"] = "set";

        Assert.That(Write(model), Is.EqualTo("""{"texts":[1,"a","b"],"labels":{"b":"x","a":"set"}}"""));
        model.Texts.Clear();
        model.Labels.Clear();
        Assert.That(Write(model), Is.EqualTo("""{"texts":[],"labels":{}}"""));
    }

    [TestCase("""{"type":"x","type":5}""", """{"type":5}""")]
    [TestCase("""{"type":"x","type":null}""", """{"type":null}""")]
    [TestCase("""{"type":5,"type":"x"}""", """{"type":"x"}""")]
    [TestCase("""{"type":null,"type":"x"}""", """{"type":"x"}""")]
    [TestCase("""{"count":1,"count":"x"}""", """{"count":"x"}""")]
    [TestCase("""{"weight":1,"weight":2.0}""", """{"weight":2.0}""")]
    [TestCase("""{"child":{"type":"a"},"child":""}""", """{"child":""}""")]
    [TestCase("""{"texts":"none","texts":["a"]}""", """{"texts":["a"]}""")]
    [TestCase("""{"labels":{"a":"x","a":1}}""", """{"labels":{"a":1}}""")]
    [TestCase("""{"labels":{"a":1,"a":"x"}}""", """{"labels":{"a":"x"}}""")]
    [TestCase("""{"child":{"child":{"mode":"a","mode":[]}}}""", """{"child":{"child":{"mode":[]}}}""")]
    [TestCase("""{"unknown":1e400,"unknown":[1.50],"type":"a","type":true}""", """{"unknown":[1.50],"type":true}""")]
    public void The_last_of_a_repeated_name_wins_whatever_its_kind(string json, string written)
    {
        SampleModel model = Read(json);

        Assert.That(Write(model), Is.EqualTo(written));
    }

    [Test]
    public void What_an_earlier_value_of_the_same_name_said_is_forgotten()
    {
        SampleModel model = Read("""{"type":"x","type":5,"child":{"count":1},"child":null}""");

        Assert.That(model.Type, Is.Null);
        Assert.That(model.Child, Is.Null);
        Assert.That((int)model.AdditionalProperties["type"]!, Is.EqualTo(5));
    }

    [TestCase("1e-30")]
    [TestCase("1.5E-400")]
    [TestCase("0.000000000000123456789012345678901234")]
    [TestCase("1e5")]
    [TestCase("-0")]
    [TestCase("-0.0")]
    [TestCase("1.50")]
    [TestCase("1e400")]
    [TestCase("-1e400")]
    [TestCase("0.1234567890123456789012345678901234567890")]
    [TestCase("12345678901234567890123456789012345678901234567890")]
    public void A_number_is_written_as_it_was_read(string number)
    {
        string json = """{"labels":{"n":#},"anything":[#,{"n":#}],"schema":{"multipleOf":#},"unknown":#,"more":{"deep":[# ]}}""".Replace(
            "#",
            number);

        Assert.That(RoundTrip(json), Is.EqualTo(json.Replace(" ", "")));
    }

    [Test]
    public void A_number_in_free_form_json_that_somebody_has_looked_at_is_written_as_it_was_read()
    {
        SampleModel model = Read("""{"unknown":{"a":1e-30,"b":1.50}}""");

        Assert.That((double)model.AdditionalProperties["unknown"]["a"]!, Is.EqualTo(1e-30));
        Assert.That(Write(model), Is.EqualTo("""{"unknown":{"a":1e-30,"b":1.50}}"""));
    }

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    [TestCase(double.NegativeInfinity)]
    public void A_number_that_json_does_not_have_is_an_error_wherever_it_stands(double number)
    {
        SampleModel[] models =
        [
            new() { Weight = number },
            new() { Weights = [1, number] },
            new() { Anything = new JValue(number) },
            new() { AdditionalProperties = { ["x"] = new JArray(new JValue((float)number)) } },
        ];

        foreach (SampleModel model in models)
        {
            Assert.That(() => Write(model), Throws.ArgumentException.With.Message.Contains("finite"));
            Assert.That(model.ToString(), Does.Contain("\""), "for people it is shown");
        }
    }

    // Quadratic time would be a hundred times that of a tree.
    [TestCase("""{"children":[""", """{"texts":""},""", "{}]}")]
    [TestCase("""{"children":[""", """{"type":{"a":1}},""", "{}]}")]
    [TestCase("""{"children":[""", """{"type":"a","type":5},""", "{}]}")]
    [TestCase("""{"children":[""", "null,", "{}]}")]
    [TestCase("""{"children":[""", "false,", "{}]}")]
    [TestCase("""{"texts":[""", "1,", "1]}")]
    [TestCase("{", """ "type":1,""", "\"type\":2}")]
    [TestCase("{", """ "x":1,""", "\"x\":2}")]
    [TestCase("""{"unknown":{""", """ "x":1,""", "\"x\":2}}")]
    [TestCase("""{"labels":{""", """ "x":1,""", "\"x\":2}}")]
    [TestCase("{", """ "#":1,""", "\"x\":2}")]
    [TestCase("""{"labels":{""", """ "#":1,""", "\"x\":2}}")]
    [TestCase("""{"labels":{""", """ "#":"a","#":1,""", "\"x\":2}}")]
    public void Odd_json_takes_time_in_proportion_to_its_length(string head, string item, string tail)
    {
        string json = Repeat(8_000);

        double tree = Seconds(() => JToken.Parse(json));

        Assert.That(Seconds(() => Write(Read(json))), Is.LessThan(25 * tree), "next to a tree of tokens");

        string Repeat(int count)
        {
            var json = new StringBuilder(head);
            for (int i = 0; i < count; i++)
            {
                json.Append(item.Replace("#", "n" + i));
            }

            return json.Append(tail).ToString();
        }
    }

    private static double Seconds(Action action) => Enumerable.Range(0, 5).Min(_ =>
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    });

    private SampleModel Read(string json) => SampleJson.Read(json, route);

    private string Write(JsonModel model) => SampleJson.Write(model, route);

    private string RoundTrip(string json) => Write(Read(json));
}

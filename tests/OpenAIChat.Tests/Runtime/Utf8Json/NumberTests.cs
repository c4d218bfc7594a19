using System.Globalization;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using OpenAIChat.Runtime;
using OpenAIChat.Tests.Runtime.Models;

namespace OpenAIChat.Tests.Runtime.Utf8Json;

internal sealed class NumberTests
{
    [Test]
    public void Every_double_is_read_as_the_nearest_one()
    {
        var random = new Random(1);
        for (int i = 0; i < 200_000; i++)
        {
            double number = Any(random, i);
            string literal = number.ToString(
                i % 3 == 0 ? "E16" : i % 3 == 1 ? "R" : "F" + random.Next(1, 20),
                CultureInfo.InvariantCulture);

            double read = JsonText.Read(Encoding.UTF8.GetBytes(literal), static json => json.ReadDouble());

            if (read != double.Parse(literal, CultureInfo.InvariantCulture))
            {
                Assert.That(read, Is.EqualTo(double.Parse(literal, CultureInfo.InvariantCulture)), literal);
            }
        }
    }

    [Test]
    public void Every_double_is_written_as_Newtonsoft_writes_it()
    {
        var random = new Random(2);
        for (int i = 0; i < 200_000; i++)
        {
            double number = i % 2 == 0 ? Short(random) : Any(random, i / 2);

            string written = Encoding.UTF8.GetString(JsonText.Encode(new JValue(number)));

            if (written != JsonConvert.ToString(number))
            {
                Assert.That(written, Is.EqualTo(JsonConvert.ToString(number)));
            }
        }
    }

    [TestCase(0.0, "0.0")]
    [TestCase(-0.0, "-0.0")]
    [TestCase(1, "1.0")]
    [TestCase(-0.5, "-0.5")]
    [TestCase(0.001, "0.001")]
    [TestCase(0.0001, "0.0001")]
    [TestCase(12.07, "12.07")]
    [TestCase(999_999_999_999.999, "999999999999.999")]
    [TestCase(1e12, "1000000000000.0")]
    public void A_short_double_is_written_with_no_more_digits_than_it_needs(double number, string written) =>
        Assert.That(Encoding.UTF8.GetString(JsonText.Encode(new JValue(number))), Is.EqualTo(written));

    [TestCase("[]", new int[0])]
    [TestCase("[ ]", new int[0])]
    [TestCase("[0]", new[] { 0 })]
    [TestCase("[ 1 , 22,333 ]", new[] { 1, 22, 333 })]
    [TestCase("[-1,2147483647,-2147483648,3.0,null,7]", new[] { -1, int.MaxValue, int.MinValue, 3, 7 })]
    public void Integers_of_a_list_are_read_in_every_form(string json, int[] numbers) =>
        Assert.That(JsonText.Read(Encoding.UTF8.GetBytes(json), static json => json.ReadInt32s()), Is.EqualTo(numbers));

    [Test]
    public void A_long_list_of_integers_is_read_whole()
    {
        int[] numbers = [.. Enumerable.Range(-100, 1000)];

        Assert.That(
            JsonText.Read(Encoding.UTF8.GetBytes("[" + string.Join(", ", numbers) + "]"), static json => json.ReadInt32s()),
            Is.EqualTo(numbers));
    }

    [TestCase("[1,]")]
    [TestCase("[01]")]
    [TestCase("[1 2]")]
    [TestCase("[1")]
    [TestCase("{}")]
    public void What_is_no_list_is_an_error(string json) =>
        Assert.That(
            () => JsonText.Read(Encoding.UTF8.GetBytes(json), static json => json.ReadInt32s()),
            Throws.InstanceOf<JsonException>());

    [TestCase("12e")]
    [TestCase("--1")]
    [TestCase("1e999.5")]
    public void What_Newtonsoft_only_takes_for_a_number_is_refused(string literal) =>
        Assert.That(() => JsonConvert.DeserializeObject<SampleModel>($$"""{"unknown":{{literal}}}"""), Throws.InstanceOf<JsonException>());

    // A few decimals, up or down by the last bit now and then.
    private static double Short(Random random)
    {
        double number = Math.Round((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(14)), random.Next(5));
        return random.Next(4) switch { 0 => Math.BitIncrement(number), 1 => Math.BitDecrement(number), _ => number };
    }

    private static double Any(Random random, int i)
    {
        if (i % 2 == 0)
        {
            return (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-8, 8));
        }

        double number;
        do
        {
            number = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
        }
        while (double.IsNaN(number) || double.IsInfinity(number));
        return number;
    }
}

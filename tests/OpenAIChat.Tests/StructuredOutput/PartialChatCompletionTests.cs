using Newtonsoft.Json;
using OpenAIChat.StructuredOutput;
using OpenAIChat.Tests.StructuredOutput.Properties;

namespace OpenAIChat.Tests.StructuredOutput;

/// <summary>What is known of a value while the model is still writing it.</summary>
public sealed class PartialChatCompletionTests
{
    private const string Text =
        """{"Title":"Sm\u00e9 \ud83d\ude00 \"x\"","Count":123,"Mood":"Angry","Tags":""" +
        """["a","bc"],"Steps":[{"Name":"one","Done":true},{"Name":"two","Done":false}],"Note":null}""";

    private enum Mood
    {
        Calm,
        Angry,
    }

    [Test]
    public void Members_appear_in_order_of_arrival_and_texts_and_lists_grow()
    {
        string[] pieces =
        [
            """{"Title":"Sum""", "mer\",\"Count\":12", """3,"Mood":"An""", """gry","Tags":["a","b""",
            """c"],"Steps":[{"Name":"on""", """e","Done":true}]""",
        ];

        IEnumerable<string> shown = Values<Story>(pieces).Select(story =>
            $"{story!.Title}|{story.Count}|{story.Mood}|{List(story.Tags)}|{List(story.Steps?.Select(step => step.Name + step.Done))}");

        Assert.That(shown, Is.EqualTo(new[]
        {
            "Sum|0|Calm||", "Summer|0|Calm||", "Summer|123|Calm||", "Summer|123|Angry|a,b|", "Summer|123|Angry|a,bc|onFalse",
            "Summer|123|Angry|a,bc|oneTrue",
        }));
    }

    [Test]
    public void Every_cut_of_the_text_shows_a_part_of_the_value()
    {
        Story whole = Values<Story>([Text]).Last()!;
        Story before = new("", 0, default, [], [], null);
        foreach (Story? part in Values<Story>(Text.Select(c => c.ToString())))
        {
            if (part is null)
            {
                continue;
            }

            Assert.That(whole.Title, Does.StartWith(part.Title ?? ""));
            Assert.That(part.Title ?? "", Does.StartWith(before.Title ?? ""));
            Assert.That(part.Count, Is.AnyOf(0, whole.Count));
            Assert.That(part.Tags?.Count ?? 0, Is.GreaterThanOrEqualTo(before.Tags?.Count ?? 0));
            Assert.That(part.Title?.Length > 0 && char.IsHighSurrogate(part.Title[^1]), Is.False);
            before = part;
        }

        Assert.That(JsonConvert.SerializeObject(before), Is.EqualTo(JsonConvert.SerializeObject(whole)));
    }

    [TestCaseSource(typeof(NastyTypes), nameof(NastyTypes.All))]
    public void A_random_value_of_any_type_can_be_cut_anywhere(Type type)
    {
        var values = new RandomValues(seed: 7);
        StrictJsonReader reader = StructuredType.Of(type, null).Reader;
        for (int i = 0; i < 3; i++)
        {
            string json = RoundTripTests.Write(type, values.Create(type));
            var parser = new JsonTextParser();
            foreach (char c in json)
            {
                parser.Append(c.ToString());
                Assert.That(parser.Fault, Is.Null);
                _ = reader.ReadPartial(parser.Root);
            }

            // What the parts have shared in the end is what is read at once.
            object? value = reader.ReadPartial(parser.Root);
            Assert.That(RoundTripTests.Write(type, value), Is.EqualTo(json));
        }
    }

    [Test]
    public void What_is_wrong_is_not_shown_and_throws_nothing() =>
        Assert.That(
            Values<Story>(["""{"Title":5,"Other":1,"Count":"x","Tags":["a",7,"b"],]"""]).Last()!.Tags, Is.EqualTo(new[] { "a", "b" }));

    [Test]
    public void The_work_is_in_proportion_to_the_text_however_finely_it_is_cut([Values] bool isOneText)
    {
        string text = isOneText
            ? $$"""{"Title":"{{new string('x', 1_000_000)}}"}"""
            : $$"""{"Tags":[{{string.Join(",", Enumerable.Repeat("\"tag\"", 160_000))}}]}""";

        long fine = Work(text, 1);
        long coarse = Work(text, 1024);

        Assert.That(fine, Is.LessThan(3 * coarse));
        Assert.That(fine, Is.LessThan(2 * Work(text + text, 1)));
        Assert.That(fine, Is.LessThan(10 * text.Length));
    }

    [Test]
    public async Task The_last_part_is_complete_and_has_the_whole_completion()
    {
        var parts = new List<PartialChatCompletion<Story>>();
        await foreach (
            PartialChatCompletion<Story> part in new StructuredChat().Stream(Text.Chunk(10).Select(piece => new string(piece))).Api
            .CreateChatCompletionStreamAsync<Story>(StructuredChat.Request))
        {
            parts.Add(part);
        }

        Assert.That(parts.Select(part => part.IsComplete), Is.EqualTo(Enumerable.Repeat(false, parts.Count - 1).Append(true)));
        Assert.That(parts[^1].Value!.Steps, Has.Count.EqualTo(2));
        Assert.That(parts[^1].Result!.Completion.Text, Is.EqualTo(Text));
        Assert.That(parts[0].Value?.Tags, Is.Null, "An earlier part stays as it was.");
    }

    [Test]
    public async Task Each_of_several_choices_grows_by_itself()
    {
        CreateChatCompletionStreamResponse Chunk(int index, string? text, FinishReason? reason = null) => new()
        {
            Id = "c",
            Choices = [new() { Delta = new() { Content = text }, FinishReason = reason, Index = index }],
            Model = "gpt-5.4",
        };
        IChatApi chat = SubstituteChat.Streaming(
        [
            Chunk(0, """{"value":"""), Chunk(1, """{"value":2"""), Chunk(0, "1}"), Chunk(1, "2}"), Chunk(0, null, FinishReason.Stop),
            Chunk(1, null, FinishReason.Stop),
        ]);

        var whole = new Dictionary<int, int>();
        await foreach (PartialChatCompletion<int> part in chat.CreateChatCompletionStreamAsync<int>(StructuredChat.Request))
        {
            if (part.IsComplete)
            {
                whole.Add(part.Index, part.Value);
            }
        }

        Assert.That(whole, Is.EquivalentTo(new Dictionary<int, int> { [0] = 1, [1] = 22 }));
    }

    private static IEnumerable<T?> Values<T>(IEnumerable<string> pieces)
    {
        var answer = new GrowingAnswer<T>(StructuredOutputFormat<T>.Of(null).Reader);
        foreach (string piece in pieces)
        {
            answer.Append(piece);
            yield return answer.Value;
        }
    }

    private static string List(IEnumerable<string>? items) => string.Join(",", items ?? []);

    private static long Work(string text, int size)
    {
        var answer = new GrowingAnswer<Story>(StructuredOutputFormat<Story>.Of(null).Reader);
        for (int i = 0; i < text.Length; i += size)
        {
            answer.Append(text.Substring(i, Math.Min(size, text.Length - i)));
        }

        return answer.Work;
    }

    private sealed record Step(string Name, bool Done);

    private sealed record Story(string Title, int Count, Mood Mood, List<string> Tags, List<Step> Steps, string? Note);
}

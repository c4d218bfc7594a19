using Newtonsoft.Json;
using OpenAIChat.Runtime;

namespace OpenAIChat.Tests.Runtime.Models;

/// <summary>A model with more members than a mark has bits.</summary>
public class ManyMembersTests
{
    [TestCase("""{"m69":1}""")]
    [TestCase("""{"m69":1.0}""")]
    [TestCase("""{"m0":1,"m64":null,"m69":2}""")]
    public void A_number_or_null_beyond_the_64th_member_is_written_as_it_was_read(string json)
    {
        using var reader = new Utf8JsonTextReader(System.Text.Encoding.UTF8.GetBytes(json));
        reader.Read();
        ManyMembers model = ManyMembers.Read(new JsonInput(reader));

        Assert.That(Written(model), Is.EqualTo(json).Or.EqualTo("""{"m0":1,"m69":2,"m64":null}"""));
    }

    [Test]
    public void A_copy_has_marks_of_its_own()
    {
        var model = new ManyMembers();
        model.Mark(69);
        JsonModel copy = model.Copy();
        copy.Unmark(69);

        Assert.That(model.IsMarked(69));
        Assert.That(copy.IsMarked(69), Is.False);
    }

    private static string Written(ManyMembers model)
    {
        var text = new StringWriter();
        using (var writer = new JsonTextWriter(text))
        {
            model.Write(new JsonOutput(writer));
        }

        return text.ToString();
    }

    private sealed class ManyMembers : JsonModel
    {
        private static readonly MemberTable Members = new([.. Enumerable.Range(0, 70).Select(index => ($"m{index}", JsonKind.Number))]);

        private readonly double?[] values = new double?[70];

        internal static ManyMembers Read(JsonInput json)
        {
            var model = new ManyMembers();
            for (int member = json.StartObject(); json.NextMember(model, Members, ref member);)
            {
                model.values[member] = json.ReadDouble();
            }

            return model;
        }

        internal override void Write(JsonOutput json)
        {
            MemberWriter members = json.StartObject(this, Members);
            for (int index = 0; index < values.Length; index++)
            {
                members.Double(index, values[index]);
            }

            members.End();
        }
    }
}

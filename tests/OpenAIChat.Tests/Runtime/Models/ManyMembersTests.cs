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
        ManyMembers model = JsonText.Read(System.Text.Encoding.UTF8.GetBytes(json), ManyMembers.Read);

        Assert.That(SampleJson.Write(model), Is.EqualTo(json));
    }

    [TestCase("""{"m69":1,"m69":2}""", """{"m69":2}""")]
    [TestCase("""{"m69":1,"m69":"x"}""", """{"m69":"x"}""")]
    [TestCase("""{"m69":"x","m69":null}""", """{"m69":null}""")]
    public void The_last_of_a_repeated_name_wins_beyond_the_64th_member(string json, string written) =>
        Assert.That(SampleJson.Write(JsonText.Read(System.Text.Encoding.UTF8.GetBytes(json), ManyMembers.Read)), Is.EqualTo(written));

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

        internal override JsonModel CreateClone() => ModelText.Clone(this, Read);

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

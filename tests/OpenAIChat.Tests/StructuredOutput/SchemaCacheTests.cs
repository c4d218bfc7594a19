using OpenAIChat.StructuredOutput;

namespace OpenAIChat.Tests.StructuredOutput;

/// <summary>The schema of a type is made once.</summary>
public sealed class SchemaCacheTests
{
    [Test]
    public void The_second_time_a_schema_is_asked_for_costs_no_byte()
    {
        JsonObject first = StrictJsonSchema.For<Large>();
        Allocated(static () => StrictJsonSchema.For<Large>());

        Assert.That(StrictJsonSchema.For<Large>(), Is.SameAs(first));
        Assert.That(Allocated(static () => StrictJsonSchema.For<Large>()), Is.Zero);
    }

    [Test]
    public void What_a_second_call_allocates_does_not_depend_on_the_schema()
    {
        long small = Prepared<Small>();
        long large = Prepared<Large>();

        Assert.That(large, Is.EqualTo(small));
    }

    [Test]
    public void A_schema_is_judged_once()
    {
        var schema = JsonObject.Parse("""{ "type": "object", "properties": {}, "required": [], "additionalProperties": false }""");
        SchemaVerdicts.Of(schema);

        Assert.That(Allocated(() => SchemaVerdicts.Of(schema)), Is.Zero);
    }

    [Test]
    public void Options_keep_schemas_of_their_own()
    {
        var options = new StructuredOutputOptions { IncludeConstraints = false };

        JsonObject first = StrictJsonSchema.For<Small>(options);

        Assert.That(StrictJsonSchema.For<Small>(options), Is.SameAs(first));
        Assert.That(StrictJsonSchema.For<Small>(options), Is.Not.SameAs(StrictJsonSchema.For<Small>()));
    }

    private static long Prepared<T>()
    {
        CreateChatCompletionRequest request = StructuredChat.Request;
        void Prepare() => StructuredRequest.WithSchema(request, StructuredOutputFormat<T>.Of(null).ToResponseFormat());
        Prepare();
        Allocated(Prepare);
        return Allocated(Prepare);
    }

    private static long Allocated(Action action)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private sealed record Small(int A);

    private sealed record Large(
        Small A, Small B, string C, string D, DateTime E, Guid F, List<Small> G, List<string> H, decimal I, decimal J, double K, bool L,
        int? M, long? N, Large? O);
}

using Codegen.Lowering.CSharp;
using Codegen.Lowering.Shapes;

namespace Codegen.Diff;

/// <content>Compares operations: their names, parameters, bodies and answers.</content>
internal sealed partial class ContractDiff
{
    private IEnumerable<(Operation Old, Operation New)> Pairs() =>
        from before in old.Operations
        join after in @new.Operations on Key(before) equals Key(after)
        select (before, after);

    private void CompareOperations()
    {
        foreach (Operation gone in old.Operations.ExceptBy(@new.Operations.Select(Key), Key))
        {
            Add(true, gone.Id, $"the operation `{gone.Method.ToUpperInvariant()} {gone.Path}` is gone");
        }

        foreach (Operation added in @new.Operations.ExceptBy(old.Operations.Select(Key), Key))
        {
            Add(false, added.Id, $"new operation `{added.Method.ToUpperInvariant()} {added.Path}`{Implement(added)}");
        }

        foreach (var (before, after) in Pairs())
        {
            CompareOperation(before, after);
        }
    }

    /// <summary>Says what whoever implements the interface has to do for an operation.</summary>
    private string Implement(Operation operation, bool answers = true, bool streams = true)
    {
        List<string> methods =
        [
            .. answers && !operation.OnlyStreams ? (string[])[$"`{operation.Name}Async`"] : [],
            .. streams && operation.StreamItem is not null ? (string[])[$"`{operation.Name}StreamAsync`"] : [],
        ];
        return methods.Count == 0 ? "" : $"; implementers of `{@new.Interface}` must add {string.Join(" and ", methods)}";
    }

    private void CompareOperation(Operation before, Operation after)
    {
        string subject = after.Id;
        if (before.Name != after.Name)
        {
            Add(true, subject, $"the operation `{before.Id}` is now called `{after.Id}`");
        }

        CompareDeprecated(subject, IsDeprecated(before.Schema), IsDeprecated(after.Schema));
        CompareParameters(subject, before, after);
        CompareResponses(subject, before.Responses, after.Responses);

        if (before.Body is null != after.Body is null)
        {
            Add(true, subject, after.Body is null ? "no longer takes a request body" : "now takes a request body");
        }
        else if (before.BodyRequired != after.BodyRequired)
        {
            // The method always takes one.
            Add(false, subject, $"the request body is now {Optional(after.BodyRequired)}");
        }

        CompareType(subject, "the request is", before.Body, after.Body);

        if (before.Result is null != after.Result is null)
        {
            Add(
                after.Result is null,
                subject,
                after.Result is null
                    ? "no longer answers with content"
                    : $"now answers with `{CSharpTypes.Name(after.Result)}`{Implement(after, streams: false)}");
        }

        CompareType(subject, "the answer is", before.Result, after.Result);

        if (before.StreamItem is null != after.StreamItem is null)
        {
            Add(
                after.StreamItem is null,
                subject,
                after.StreamItem is null ? "can no longer stream" : $"can now stream{Implement(after, answers: false)}");
        }

        CompareType(subject, "a chunk of the stream is", before.StreamItem, after.StreamItem);
    }

    private void CompareParameters(string subject, Operation before, Operation after)
    {
        foreach (Parameter parameter in before.Parameters)
        {
            if (after.Parameters.Find(other => IsSame(before, parameter, after, other)) is not { } other)
            {
                Add(true, subject, $"the {parameter.In} parameter `{parameter.Name}` is gone");
                continue;
            }

            string name = $"{subject}({other.Name})";
            CompareType(name, "is", parameter.Type, other.Type);
            CompareBounds(name, parameter.Type, other.Type, isSent: true, isReceived: false);
            CompareDeprecated(name, IsDeprecated(parameter.Schema), IsDeprecated(other.Schema));
            CompareDefault(name, Limits.Default(parameter.Type, parameter.ValueSchema), Limits.Default(other.Type, other.ValueSchema));
            if (parameter.CSharpName != other.CSharpName)
            {
                Add(true, name, parameter.In == "path"
                    ? $"was called `{parameter.Name}`: callers that name the argument must rename it"
                    : $"the property `{parameter.CSharpName}` is now called `{other.CSharpName}`");
            }

            if (parameter.Required != other.Required)
            {
                Add(other.Required, name, $"is now {Optional(other.Required)}");
            }
        }

        foreach (Parameter added in after.Parameters.Where(
            added => !before.Parameters.Exists(parameter => IsSame(before, parameter, after, added))))
        {
            Add(added.Required, subject, $"new {Optional(added.Required)} {added.In} parameter `{added.Name}`");
        }

        // Parameters of the query and the headers travel in one object, which may grow; that there is one is a new argument.
        if (before.ParametersType is null && after.ParametersType is { } parameters)
        {
            Add(true, subject, $"now takes `{parameters}` before the cancellation token: callers that do not name their arguments must");
        }
    }

    /// <remarks>Spec: the case of a header's name makes no difference; a path's parameters are known by their place.</remarks>
    private static bool IsSame(Operation before, Parameter first, Operation after, Parameter second) =>
        first.In == second.In && first.In switch
        {
            "header" => first.Name.Equals(second.Name, StringComparison.OrdinalIgnoreCase),
            "path" when PathIndex(before, first.Name) is var place and >= 0 => place == PathIndex(after, second.Name),
            _ => first.Name == second.Name,
        };

    private static int PathIndex(Operation operation, string parameter) =>
        Placeholders().Matches(operation.Path).ToList().FindIndex(match => match.Value == $"{{{parameter}}}");

    // Callers are ready for any error; of what they had no error for, they may rely on the status.
    private void CompareResponses(string subject, List<Response> before, List<Response> after)
    {
        foreach (Response gone in before.Where(response => !after.Exists(other => Covers(other, response))))
        {
            Add(gone.Status.StartsWith('2'), subject, $"no longer answers with the status `{gone.Status}`");
        }

        foreach (Response added in after.Where(response => !before.Exists(other => Covers(other, response))))
        {
            Add(false, subject, $"may now answer with the status `{added.Status}`");
        }

        foreach (var (first, second) in before.Join(after, Status, Status, (first, second) => (first, second)))
        {
            foreach (string header in first.Headers.Keys.Except(second.Headers.Keys, StringComparer.OrdinalIgnoreCase))
            {
                Add(true, subject, $"the header `{header}` of the answer `{second.Status}` is gone");
            }

            foreach (string header in second.Headers.Keys.Except(first.Headers.Keys, StringComparer.OrdinalIgnoreCase))
            {
                Add(false, subject, $"new header `{header}` of the answer `{second.Status}`");
            }
        }

        static string Status(Response response) => response.Status.ToUpperInvariant();

        static bool Covers(Response range, Response response) =>
            Status(range) == Status(response) || Status(range) == $"{response.Status[..1]}XX";
    }
}

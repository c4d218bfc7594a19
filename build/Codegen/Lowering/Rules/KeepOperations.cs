using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Rules;

/// <summary>
/// All paths of the document → the operations that lowering.json keeps, shared parameters and responses put in their place.
/// </summary>
/// <remarks>
/// An operation that the client cannot carry is refused; all that are refused are told at once, each with the entry that leaves it out.
/// </remarks>
internal sealed class KeepOperations(ContractDocument document, LoweringDecisions decisions, SchemaReader schemas)
{
    private readonly ReadParameters parameters = new(document, schemas);
    private readonly ReadContents contents = new(document, decisions, schemas);
    private readonly List<ContractException> refusals = [];

    public IReadOnlyList<Operation> Read()
    {
        var operations = new List<Operation>();
        foreach (var (path, item, methods) in PathItems.Kept(document, decisions.Keeps))
        {
            foreach (string method in methods)
            {
                Collect(() => operations.Add(ReadOperation(path, method, item)));
            }
        }

        if (operations.Count == 0 && refusals.Count == 0)
        {
            throw document.ErrorAt(
                "#/paths",
                $"no operation fits \"operations\" of lowering.json ({string.Join(", ", decisions.Config.Operations)}); "
                + "add the paths to generate.");
        }

        foreach (var repeated in operations.GroupBy(operation => operation.Name).Where(group => group.Count() > 1))
        {
            refusals.Add(document.Error(
                repeated.Last().Schema,
                $"the operationId '{repeated.Last().Id}' is used twice, as the method {repeated.Key}Async; "
                + $"give each operation its own, or {repeated.Last().HowToLeaveOut}."));
        }

        return operations;
    }

    /// <summary>Refuses what the client cannot send or hand out, once it is known what each schema is.</summary>
    /// <exception cref="ContractException">An operation is refused, now or when it was read.</exception>
    public void CheckContent(IEnumerable<Operation> operations)
    {
        foreach (var operation in operations)
        {
            Collect(() =>
            {
                contents.Check(operation);
                parameters.CheckPlaces(operation);
                ReadParameters.TakeStreamFlag(operation);
            });
        }

        if (refusals.Count > 0)
        {
            throw ContractException.Of(refusals);
        }
    }

    /// <summary>Gets a schema where it stands; an absent one allows anything.</summary>
    public static SchemaLocation LocationOf(JToken? schema, JToken around, NameOrigin origin) =>
        new(
            SchemaLocation.AsObject(schema),
            schema is null ? $"{ContractDocument.PointerOf(around)}/schema" : ContractDocument.PointerOf(schema),
            origin,
            null);

    private Operation ReadOperation(string path, string method, JObject item)
    {
        var schema = document.Resolve(item[method]!) as JObject ?? throw document.Error(item[method]!, "an operation must be an object");
        string id = schema["operationId"] is JValue { Value: string { Length: > 0 } given } && given.Any(char.IsLetter)
            ? given
            : $"{method} {path}";
        var operation = new Operation(id, path, method, schema);
        parameters.Read(operation, item);
        contents.ReadBody(operation);
        contents.ReadResult(operation);
        operation.Notes.AddRange(schemas.TakeNotes());
        return operation;
    }

    private void Collect(Action read)
    {
        try
        {
            read();
        }
        catch (ContractException refusal)
        {
            // What several operations share is told once.
            if (!refusals.Exists(known => known.Message == refusal.Message))
            {
                refusals.Add(refusal);
            }
        }
    }
}

using System.Diagnostics;
using Codegen.Lowering;
using Codegen.Lowering.CSharp;
using Codegen.Lowering.Shapes;

namespace Codegen.Tests.Lowering;

/// <summary>
/// Over a whole document nothing is silently wrong: each operation is right, or refused with the line that leaves it out.
/// </summary>
internal sealed class ProviderDocumentTests
{
    private static readonly ContractDocument Document = ContractDocument.Parse("provider.yaml", ProviderDocument.Yaml);

    [Test]
    public void Each_operation_that_is_refused_says_so_with_the_line_that_leaves_it_out()
    {
        var refused = Assert.Throws<ContractException>(() => _ = new ContractLowering(Document, new LoweringConfig()))!;

        string[] lines = refused.Message.Split('\n');
        Assert.That(lines, Has.Length.EqualTo(ProviderDocument.Resources.Length * ProviderDocument.Refused.Count));
        foreach (string reason in ProviderDocument.Refused.Values)
        {
            Assert.That(
                lines.Where(line => line.Contains(reason, StringComparison.Ordinal)),
                Has.Exactly(ProviderDocument.Resources.Length).Items,
                reason);
        }
    }

    [Test]
    public void All_others_take_and_answer_what_the_document_says_in_a_short_time()
    {
        var watch = Stopwatch.StartNew();
        ContractLowering lowering = Lower();

        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(30)));
        foreach (string name in ProviderDocument.Resources)
        {
            Assert.That(
                lowering.Operations.Where(operation => IsOf(operation, name)).Select(Describe),
                Is.EqualTo(Expected(name, lowering)),
                name);
        }
    }

    [Test]
    public void No_two_types_have_one_name_and_none_falls_to_JToken_but_what_allows_anything()
    {
        ContractLowering lowering = Lower();

        Assert.That(lowering.Types.Select(type => type.Name.ToUpperInvariant()), Is.Unique);
        Assert.That(
            lowering.Types.OfType<ObjectShape>().SelectMany(type => type.Members).Where(member => member.Type.Shape is AnyShape)
                .Select(member => member.JsonName)
                .Distinct(),
            Is.EqualTo(new[] { "free" }));
    }

    /// <summary>Lowers what is left once each refusal's own line has been followed.</summary>
    private static ContractLowering Lower() => new(Document, new LoweringConfig { Operations = [.. ProviderDocument.LeftOut()] });

    private static bool IsOf(Operation operation, string name) => operation.Path.Split('/')[1] == name.ToLowerInvariant() + "s";

    private static string Describe(Operation operation) =>
        $"{operation.Method} {operation.Id}({(operation.Body is { } body ? CSharpTypes.Name(body) : "")})"
        + $" {(operation.Result is { } result ? CSharpTypes.Name(result) : "-")} "
            + $"{(operation.StreamItem is { } item ? CSharpTypes.Name(item) : "-")}"
        + string.Concat(operation.Parameters.Select(parameter => $" {parameter.Name}"));

    private static string[] Expected(string name, ContractLowering lowering)
    {
        string id = $"{name.ToLowerInvariant()}_id";
        string type = lowering.Types.Single(shape => shape is ObjectShape && shape.Origin.Component == name).Name;
        return
        [
            $"get list{name}s() List{name}sResponse - limit order include[] metadata",
            $"post create{name}(Create{name}Request) {type} {name}StreamEvent",
            $"get get{name}() {type} - {id} OpenAI-Beta",
            $"post modify{name}(Modify{name}Request) {type} - {id}",
            $"delete delete{name}() - - {id}",
            $"delete clear{name}() - - {id}",
            $"patch edit{name}(Modify{name}Request) {type} - {id}",
            $"get list{name}Items() {name}ItemList - {id} after",
            $"put replace{name}Items(Replace{name}ItemsRequest) {type} {name}Chunk {id}",
            $"post create{name}Items(Create{name}ItemsRequest) {name}ItemList - {id}",
            $"get resume{name}() {type} {name}StreamEvent {id} starting_after",
            $"post watch{name}() - {name}StreamEvent {id}",
        ];
    }
}

using Codegen.Lowering.Shapes;

namespace Codegen.Lowering.CSharp;

/// <summary>
/// Names what an operation takes: an argument for each part of its path, and one object for all of its query and headers.
/// </summary>
internal static class OperationNames
{
    private static readonly string[] ReservedArguments
        = ["Body", "Call", "CancellationToken", "Item", "Parameters", "Request", "Streamed", "Transport", "Value"];

    private static readonly string[] ReservedProperties
        = ["Clone", "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString"];

    public static void Apply(Operation operation, HashSet<string> types)
    {
        var inPath = operation.Parameters.Where(parameter => parameter.In == "path").ToList();
        var arguments = new NameScope(ReservedArguments, "Argument", "Value").NameAll(
            [.. inPath.Select(parameter => parameter.Name).Distinct()]);
        foreach (var parameter in inPath)
        {
            parameter.CSharpName = Identifiers.Camel(arguments[parameter.Name]);
        }

        var others = operation.Others.ToList();
        if (others.Count == 0)
        {
            return;
        }

        string type = operation.Name + "Parameters";
        while (!types.Add(type))
        {
            type += "Object";
        }

        operation.ParametersType = type;
        HashSet<string> fields = [type];
        var properties = new NameScope([.. ReservedProperties, type], "Parameter", "Value");
        foreach (var group in others.GroupBy(parameter => parameter.In))
        {
            // A header may be named like a parameter of the query.
            var names = properties.NameAll([.. group.Select(parameter => parameter.Name)]);
            foreach (var parameter in group)
            {
                parameter.CSharpName = names[parameter.Name];
                parameter.Field = Identifiers.Camel(parameter.CSharpName);
                while (!fields.Add(parameter.Field))
                {
                    parameter.Field = parameter.Field.TrimStart('@') + "Field";
                }
            }
        }
    }
}

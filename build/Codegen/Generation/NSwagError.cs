using System.Text.RegularExpressions;

namespace Codegen.Generation;

/// <summary>What NSwag prints when it fails, 35 lines of banner and stack → one line with the file and the place.</summary>
internal static partial class NSwagError
{
    /// <param name="printed">Everything that NSwag printed.</param>
    /// <param name="configFile">nswag.json, as messages name it.</param>
    /// <param name="templateFile">Finds the file of a template, as messages name it, or null where NSwag's own template is meant.</param>
    public static ContractException Explain(string printed, string configFile, Func<string, string?> templateFile)
    {
        var lines = printed.ReplaceLineEndings("\n").Split('\n')
            .Select(line => line.Trim())
            .SkipWhile(line => !Failure().IsMatch(line))
            .TakeWhile((line, index) => index == 0
                || !(line.StartsWith("--->", StringComparison.Ordinal) || line.StartsWith("at ", StringComparison.Ordinal)))
            .ToList();
        if (lines.Count == 0)
        {
            return new ContractException($"NSwag failed: {printed.Trim()}");
        }

        lines[0] = Failure().Replace(lines[0], "");

        // One inside of the other, the innermost last; a template that is missing is named too.
        string? template = lines.Select(line => Rendering().Match(line)).Where(match => match.Success)
            .Select(match => templateFile(match.Groups[1].Value))
            .LastOrDefault(file => file is not null);
        string reason = string.Join(' ', lines.Where(line => line.Length > 0 && !Rendering().IsMatch(line)));
        Match place = TemplatePlace().Match(reason);
        if (template is not null)
        {
            // NSwag puts an empty line before the text that it parses.
            return new ContractException(
                place.Success ? reason.Remove(place.Index, place.Length) : reason,
                null,
                At(template, place, linesBefore: 1));
        }

        place = JsonPlace().Match(reason);
        return place.Success
            ? new ContractException(reason[..place.Index].TrimEnd('.'), place.Groups[3].Value, At(configFile, place))
            : new ContractException($"NSwag failed: {reason}");
    }

    private static Position At(string file, Match place, int linesBefore = 0) => place.Success
        ? new Position(file, int.Parse(place.Groups[1].Value, null) - linesBefore, int.Parse(place.Groups[2].Value, null))
        : new Position(file, 0, 0);

    [GeneratedRegex(@"^[\w.]+Exception: ")]
    private static partial Regex Failure();

    [GeneratedRegex(@"^Error while rendering Liquid template CSharp/([\w.]+):$")]
    private static partial Regex Rendering();

    [GeneratedRegex(@" at \((\d+):(\d+)\)")]
    private static partial Regex TemplatePlace();

    [GeneratedRegex(@" Path '(?<3>[^']*)', line (?<1>\d+), position (?<2>\d+)\.")]
    private static partial Regex JsonPlace();
}

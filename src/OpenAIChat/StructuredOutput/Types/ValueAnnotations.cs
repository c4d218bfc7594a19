using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;

namespace OpenAIChat.StructuredOutput;

/// <summary>What the attributes of a member say about its value.</summary>
/// <remarks>
/// The data annotations are recognized by name: they are no part of .NET Standard 2.0. A subclass of one counts as it.
/// </remarks>
[RequiresUnreferencedCode(StructuredType.TrimWarning)]
internal sealed class ValueAnnotations
{
    private const string DataAnnotations = "System.ComponentModel.DataAnnotations.";

    public static ValueAnnotations None { get; } = new();

    public string? Description { get; private set; }

    /// <summary>Gets the schema given by hand.</summary>
    public string? Schema { get; private set; }

    public decimal? Minimum { get; private set; }

    public decimal? Maximum { get; private set; }

    public bool MinimumIsExclusive { get; private set; }

    public bool MaximumIsExclusive { get; private set; }

    public int? MinimumLength { get; private set; }

    public int? MaximumLength { get; private set; }

    /// <summary>Gets the pattern that the whole text matches.</summary>
    public string? Pattern { get; private set; }

    /// <summary>Gets the name of the text's format.</summary>
    public string? Format { get; private set; }

    public IReadOnlyList<object?>? AllowedValues { get; private set; }

    /// <summary>Reads the attributes of a member, and of the parameter by which a constructor takes it.</summary>
    public static ValueAnnotations Of(params IEnumerable<Attribute>?[] sources)
    {
        var result = new ValueAnnotations();
        foreach (Attribute attribute in sources.SelectMany(static attributes => attributes ?? []))
        {
            for (Type? type = attribute.GetType(); type is not null && !result.Take(attribute, type.FullName ?? ""); type = type.BaseType)
            {
            }
        }

        return result;
    }

    private bool Take(Attribute attribute, string name)
    {
        switch (name)
        {
            case "OpenAIChat.JsonSchemaAttribute":
                Schema ??= ((JsonSchemaAttribute)attribute).Schema;
                return true;
            case "System.ComponentModel.DescriptionAttribute":
                Description ??= Get<string>(attribute, "Description");
                return true;
            case DataAnnotations + "DisplayAttribute":
                Description ??= Get<string>(attribute, "Description");
                return true;
            case DataAnnotations + "RangeAttribute":
                (Minimum, Maximum) = (Bound(attribute, "Minimum"), Bound(attribute, "Maximum"));
                (MinimumIsExclusive, MaximumIsExclusive) =
                    (Get<bool>(attribute, "MinimumIsExclusive"), Get<bool>(attribute, "MaximumIsExclusive"));
                return true;
            case DataAnnotations + "StringLengthAttribute":
            case DataAnnotations + "LengthAttribute":
                AtLeast(Get<int>(attribute, "MinimumLength"));
                AtMost(Get<int>(attribute, "MaximumLength"));
                return true;
            case DataAnnotations + "MinLengthAttribute":
                AtLeast(Get<int>(attribute, "Length"));
                return true;
            case DataAnnotations + "MaxLengthAttribute":
                AtMost(Get<int>(attribute, "Length"));
                return true;
            case DataAnnotations + "RegularExpressionAttribute":
                Pattern ??= Get<string>(attribute, "Pattern");
                return true;
            case DataAnnotations + "EmailAddressAttribute":
                Format ??= "email";
                return true;
            case DataAnnotations + "AllowedValuesAttribute":
                AllowedValues ??= Get<object?[]>(attribute, "Values");
                return true;
            default:
                return false;
        }
    }

    private void AtLeast(int length) => MinimumLength = length > 0 ? Math.Max(length, MinimumLength ?? 0) : MinimumLength;

    private void AtMost(int length) =>
        MaximumLength = length >= 0 && length < int.MaxValue ? Math.Min(length, MaximumLength ?? int.MaxValue) : MaximumLength;

    private static T? Get<T>(Attribute attribute, string property) =>
        attribute.GetType().GetProperty(property, BindingFlags.Instance | BindingFlags.Public)?.GetValue(attribute) is T value
            ? value
            : default;

    // Bounds beyond decimal's range, as double.MaxValue, bound nothing.
    private static decimal? Bound(Attribute attribute, string property)
    {
        try
        {
            return Get<object>(attribute, property) switch
            {
                null => null,
                string text => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value) ? value : null,
                IConvertible number => number.ToDecimal(CultureInfo.InvariantCulture),
                _ => null,
            };
        }
        catch (Exception e) when (e is OverflowException or InvalidCastException or FormatException)
        {
            return null;
        }
    }
}

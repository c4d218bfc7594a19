using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Reflection;
using System.Text;
using Newtonsoft.Json;
using RangeAttribute = System.ComponentModel.DataAnnotations.RangeAttribute;

namespace OpenAIChat.Tests.StructuredOutput.Properties;

/// <summary>Creates random values of any type, by what .NET itself tells about it.</summary>
internal sealed class RandomValues(int seed)
{
    private const int Deep = 4;

    private static readonly string[] Pieces =
        ["a", "Z", "9", " ", "\"", "\\", "/", "\n", "\t", "\u0001", "é", "漢", "😀", "\u2028", "{", "]", ",", "null", "'"];

    private readonly Random random = new(seed);
    private readonly NullabilityInfoContext nullability = new();

    /// <summary>Makes a value, to be asked for as such.</summary>
    public object? Create(Type type) => Create(type, null, null, 0);

    private object? Create(Type type, NullabilityInfo? info, MemberAttributes? attributes, int depth)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return random.Next(4) == 0 ? null : Create(value, info, attributes, depth);
        }

        bool mayBeNull = !type.IsValueType && attributes?.IsRequired != true && info?.WriteState is NullabilityState.Nullable;
        return mayBeNull && (depth > Deep || random.Next(4) == 0)
            ? null
            : Scalar(type, attributes) ?? (type.IsArray || IsList(type) ? List(type, info, attributes, depth) : Object(type, depth));
    }

    private object? Scalar(Type type, MemberAttributes? attributes) => type switch
    {
        _ when attributes?.Sample is { } sample => sample,
        _ when type == typeof(object) => (long)random.Next(),
        _ when type == typeof(string) => Text(attributes),
        _ when type == typeof(bool) => random.Next(2) == 0,
        _ when type == typeof(char) => "aZ9é漢\"\\"[random.Next(7)],
        _ when type == typeof(Guid) => new Guid(Bytes(16)),
        _ when type == typeof(Uri) => new Uri("https://example.com/" + Uri.EscapeDataString(Text(null))),
        _ when type == typeof(Version) => new Version(random.Next(9), random.Next(99)),
        _ when type == typeof(byte[]) => Bytes(random.Next(9)),
        _ when type == typeof(DateTime) => Moment(),
        _ when type == typeof(DateTimeOffset) => new DateTimeOffset(Moment()).ToOffset(TimeSpan.FromMinutes(random.Next(-720, 720))),
        _ when type == typeof(DateOnly) => DateOnly.FromDateTime(Moment()),
        _ when type == typeof(TimeOnly) => TimeOnly.FromDateTime(Moment()),
        _ when type == typeof(TimeSpan) => TimeSpan.FromTicks(random.NextInt64(long.MinValue, long.MaxValue)),
        _ when type == typeof(BigInteger) => new BigInteger(Bytes(20)),
        _ when type == typeof(float) => (float)((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-30, 30))),
        _ when type == typeof(Half) => (Half)(random.NextDouble() * 100),
        _ when type == typeof(double) =>
            attributes?.Range is { } range ? Within(range) : (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-300, 300)),
        _ when type == typeof(decimal) =>
            attributes?.Range is { } range
                ? (decimal)Within(range)
                : new decimal(random.Next(), random.Next(), random.Next(), random.Next(2) == 0, (byte)random.Next(29)),
        { IsEnum: true } => Enum.GetValues(type).GetValue(random.Next(Enum.GetValues(type).Length)),
        { IsPrimitive: true } => attributes?.Range is { } range ? Convert.ChangeType(Math.Ceiling(Within(range)), type) : Integer(type),
        _ => null,
    };

    private object Integer(Type type)
    {
        decimal minimum = Convert.ToDecimal(type.GetField("MinValue")!.GetValue(null));
        decimal maximum = Convert.ToDecimal(type.GetField("MaxValue")!.GetValue(null));
        return Convert
            .ChangeType(
            random.Next(
            4) switch
            { 0 => minimum, 1 => maximum, _ => decimal.Truncate(minimum + ((maximum - minimum) * (decimal)random.NextDouble())) },
            type);
    }

    private double Within(RangeAttribute range)
    {
        double minimum = Convert.ToDouble(range.Minimum, System.Globalization.CultureInfo.InvariantCulture);
        double maximum = Convert.ToDouble(range.Maximum, System.Globalization.CultureInfo.InvariantCulture);
        return minimum + ((maximum - minimum) * (0.01 + (random.NextDouble() * 0.98)));
    }

    private string Text(MemberAttributes? attributes)
    {
        int minimum = attributes?.Minimum ?? 0;
        int length = random.Next(minimum, (attributes?.Maximum ?? (minimum + 8)) + 1);
        var text = new StringBuilder();
        for (int i = 0; i < length; i++)
        {
            text.Append(Pieces[random.Next(attributes?.Maximum is null ? Pieces.Length : 12)]);
        }

        return text.ToString();
    }

    private byte[] Bytes(int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private DateTime Moment() => new(random.NextInt64(new DateTime(1, 1, 3).Ticks, new DateTime(9999, 12, 29).Ticks), DateTimeKind.Utc);

    private static bool IsList(Type type) => typeof(IEnumerable).IsAssignableFrom(type) && type != typeof(string);

    private object List(Type type, NullabilityInfo? info, MemberAttributes? attributes, int depth)
    {
        Type item = type.GetElementType()
            ?? type.GetInterfaces().Append(type)
            .First(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(IEnumerable<>))
            .GetGenericArguments()[0];
        NullabilityInfo? itemInfo = info?.ElementType ?? (info?.GenericTypeArguments is [var only] ? only : null);
        int minimum = attributes?.Minimum ?? 0;
        int count = depth > Deep ? minimum : random.Next(minimum, (attributes?.Maximum ?? 3) + 1);
        object?[] items = [.. Enumerable.Range(0, count).Select(_ => Create(item, itemInfo, null, depth + 1))];
        return JsonConvert.DeserializeObject(JsonConvert.SerializeObject(items), type)!;
    }

    private object Object(Type type, int depth)
    {
        SubtypeAttribute[] subtypes = [.. type.GetCustomAttributes<SubtypeAttribute>(inherit: false)];
        if (subtypes.Length > 0)
        {
            // The first subtypes do not nest, so that values end.
            return Object(subtypes[random.Next(depth > Deep ? 1 : subtypes.Length)].Type, depth);
        }

        ConstructorInfo? constructor = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public)
            .OrderByDescending(candidate => candidate.GetParameters().Length)
            .FirstOrDefault();
        object target = constructor is null
            ? Activator.CreateInstance(type)!
            : constructor
                .Invoke([.. constructor.GetParameters()
                .Select(parameter =>
                Create(parameter.ParameterType, Of(parameter.Member, () => nullability.Create(parameter)),
                new MemberAttributes(parameter.GetCustomAttributes()), depth + 1))]);
        foreach (PropertyInfo property in type.GetProperties()
            .Where(property => property is { CanWrite: true, SetMethod.IsPublic: true } && property.GetIndexParameters().Length == 0
            && !property.IsDefined(typeof(JsonIgnoreAttribute)) && !property.IsDefined(typeof(JsonExtensionDataAttribute))
                && property.Name != "Hidden"
            && constructor?.GetParameters()
                .Any(parameter => string.Equals(parameter.Name, property.Name, StringComparison.OrdinalIgnoreCase)) != true))
        {
            property.SetValue(
                target, Create(
                property.PropertyType, Of(property, () => nullability.Create(property)),
                new MemberAttributes(property.GetCustomAttributes()), depth + 1));
        }

        foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public).Where(static field => !field.IsInitOnly))
        {
            field.SetValue(target, Create(field.FieldType, Of(field, () => nullability.Create(field)), null, depth + 1));
        }

        return target;
    }

    // What .NET tells of a type parameter is what it may stand for, not what it stands for.
    private static NullabilityInfo? Of(MemberInfo member, Func<NullabilityInfo> info) =>
        member.DeclaringType!.IsGenericType ? null : info();

    /// <summary>What a member's attributes ask for.</summary>
    private sealed class MemberAttributes
    {
        public MemberAttributes(IEnumerable<Attribute> attributes)
        {
            foreach (Attribute attribute in attributes)
            {
                switch (attribute)
                {
                    case RangeAttribute range: Range = range; break;
                    case StringLengthAttribute length: (Minimum, Maximum) = (length.MinimumLength, length.MaximumLength); break;
                    case LengthAttribute length: (Minimum, Maximum) = (length.MinimumLength, length.MaximumLength); break;
                    case MinLengthAttribute length: Minimum = length.Length; break;
                    case MaxLengthAttribute length: Maximum = length.Length; break;
                    case RegularExpressionAttribute pattern: Sample = pattern.Pattern[0] == 'a' ? "bc" : "xy7"; break;
                    case EmailAddressAttribute: Sample = "someone@example.com"; break;
                    case AllowedValuesAttribute allowed: Sample = (string)allowed.Values[1]!; break;
                    case JsonSchemaAttribute schema when schema.Schema.Contains("string"): Sample = "abc"; break;
                    case RequiredAttribute or JsonPropertyAttribute { Required: Required.Always } or DisallowNullAttribute:
                        IsRequired = true;
                        break;
                }
            }
        }

        public RangeAttribute? Range { get; }

        public int? Minimum { get; }

        public int? Maximum { get; }

        public string? Sample { get; }

        public bool IsRequired { get; }
    }
}

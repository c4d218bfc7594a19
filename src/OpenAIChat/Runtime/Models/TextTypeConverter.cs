using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace OpenAIChat.Runtime;

/// <summary>
/// Creates an open enum of its text, for all who ask .NET's type descriptions: configuration, model binding, Newtonsoft for the keys of a
/// dictionary.
/// </summary>
internal sealed class TextTypeConverter<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T> : TypeConverter
    where T : struct
{
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) =>
        sourceType == typeof(string) || base.CanConvertFrom(context, sourceType);

    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        value is string text ? Activator.CreateInstance(typeof(T), text) : base.ConvertFrom(context, culture, value);
}

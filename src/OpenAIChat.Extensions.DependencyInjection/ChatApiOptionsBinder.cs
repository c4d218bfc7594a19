using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace OpenAIChat.Extensions.DependencyInjection;

/// <summary>Sets options from a section of the configuration, member by member: trimmed programs need no reflection for it.</summary>
internal static class ChatApiOptionsBinder
{
    private static readonly Dictionary<string, Action<ChatApiOptions, IConfigurationSection>> Members =
        new(StringComparer.OrdinalIgnoreCase)
        {
            [nameof(ChatApiOptions.ApiKey)] = static (options, value) => options.ApiKey = value.Value,
            [nameof(ChatApiOptions.Anonymous)] = static (options, value) => options.Anonymous = ToBoolean(value),
            [nameof(ChatApiOptions.BaseUrl)] = static (options, value) => options.BaseUrl = new Uri(value.Value!, UriKind.RelativeOrAbsolute),
            [nameof(ChatApiOptions.Organization)] = static (options, value) => options.Organization = value.Value,
            [nameof(ChatApiOptions.Project)] = static (options, value) => options.Project = value.Value,
            [nameof(ChatApiOptions.UserAgentSuffix)] = static (options, value) => options.UserAgentSuffix = value.Value,
            [nameof(ChatApiOptions.DefaultHeaders)] = static (options, values) => Add(options.DefaultHeaders, values),
            [nameof(ChatApiOptions.DefaultQuery)] = static (options, values) => Add(options.DefaultQuery, values),
            [nameof(ChatApiOptions.Defaults)] = static (options, values) => options.Defaults = RequestDefaults.Read(values, options.Defaults),
            [nameof(ChatApiOptions.MaxRetries)] = static (options, value) => options.MaxRetries = checked((int)ToInteger(value)),
            [nameof(ChatApiOptions.MaxRetryAfter)] = static (options, value) => options.MaxRetryAfter = ToTime(value),
            [nameof(ChatApiOptions.Timeout)] = static (options, value) => options.Timeout = ToTime(value),
            [nameof(ChatApiOptions.ConnectTimeout)] = static (options, value) => options.ConnectTimeout = ToTime(value),
            [nameof(ChatApiOptions.StreamIdleTimeout)] = static (options, value) => options.StreamIdleTimeout = ToTime(value),
            [nameof(ChatApiOptions.RequireStreamEnd)] = static (options, value) => options.RequireStreamEnd = ToBoolean(value),
            [nameof(ChatApiOptions.MaxResponseBytes)] = static (options, value) => options.MaxResponseBytes = ToInteger(value),
            [nameof(ChatApiOptions.ValidateRequests)] = static (options, value) => options.ValidateRequests = ToBoolean(value),
            [nameof(ChatApiOptions.DisabledRules)] = static (options, values) => Add(options.DisabledRules, values),
        };

    /// <summary>Sets what the section has; other members stay as they are.</summary>
    /// <exception cref="InvalidOperationException">
    /// A value is not of its member's type; the message names its path, and not the value.
    /// </exception>
    public static void Bind(IConfiguration section, ChatApiOptions options)
    {
        foreach (IConfigurationSection member in section.GetChildren())
        {
            if (Members.TryGetValue(member.Key, out Action<ChatApiOptions, IConfigurationSection>? set) && member.Exists())
            {
                Set(set, options, member);
            }
        }
    }

    private static void Set(Action<ChatApiOptions, IConfigurationSection> set, ChatApiOptions options, IConfigurationSection member)
    {
        try
        {
            set(options, member);
        }
        catch (Exception invalid) when (invalid is FormatException or OverflowException or ArgumentNullException)
        {
            throw new InvalidOperationException(
                $"The configuration value at '{member.Path}' cannot be read: ChatApiOptions.{member.Key} has another type.");
        }
    }

    private static bool ToBoolean(IConfigurationSection value) => bool.Parse(value.Value!);

    private static long ToInteger(IConfigurationSection value) =>
        long.Parse(value.Value!, NumberStyles.Integer, CultureInfo.InvariantCulture);

    private static TimeSpan ToTime(IConfigurationSection value) => TimeSpan.Parse(value.Value!, CultureInfo.InvariantCulture);

    private static void Add(IDictionary<string, string?> all, IConfigurationSection values)
    {
        foreach (IConfigurationSection value in values.GetChildren())
        {
            all[value.Key] = value.Value;
        }
    }

    private static void Add(ICollection<string> all, IConfigurationSection values)
    {
        foreach (IConfigurationSection value in values.GetChildren())
        {
            if (value.Value is { } name)
            {
                all.Add(name);
            }
        }
    }
}

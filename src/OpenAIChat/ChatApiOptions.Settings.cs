using OpenAIChat.Runtime;
using OpenAIChat.Validation;

namespace OpenAIChat;

/// <content>Checks the options, and turns them into the settings of a transport.</content>
public sealed partial class ChatApiOptions
{
    private const string DefaultBaseUrl = "https://api.openai.com/v1";

    /// <summary>Creates the settings of a transport.</summary>
    /// <param name="environment">Reads an environment variable.</param>
    /// <param name="client">The HTTP client that was given; null when there is none.</param>
    /// <exception cref="ArgumentException">Options are missing or not valid; the message names all of them.</exception>
    internal TransportSettings ToSettings(Func<string, string?> environment, HttpClient? client = null)
    {
        var validator = new SettingsValidator();
        string? key = ChooseKey(environment, client, validator);
        Uri? baseUrl = ChooseBaseUrl(environment, client, validator);
        Dictionary<string, string?> headers = CreateHeaders(environment, validator);
        validator.CheckHeaderValue(nameof(UserAgentSuffix), UserAgentSuffix);
        validator.CheckHeaders(nameof(DefaultHeaders), DefaultHeaders);
        validator.CheckQuery(nameof(DefaultQuery), DefaultQuery);
        validator.CheckRetries(nameof(MaxRetries), MaxRetries);
        validator.CheckTime(nameof(MaxRetryAfter), MaxRetryAfter, zero: true);
        validator.CheckTime(nameof(Timeout), Timeout, infinite: true);
        validator.CheckTime(nameof(ConnectTimeout), ConnectTimeout, infinite: true);
        validator.CheckTime(nameof(StreamIdleTimeout), StreamIdleTimeout, infinite: true);
        validator.CheckSize(nameof(MaxResponseBytes), MaxResponseBytes);
        foreach (string rule in (DisabledRules ?? []).Except(ValidationRule.All))
        {
            validator.Add($"DisabledRules contains \"{rule}\", which is no rule; take the names from ValidationRule.");
        }

        if (TimeProvider is null)
        {
            validator.Add(nameof(TimeProvider) + " is null.");
        }

        validator.Throw(nameof(ChatApiOptions));
        return new TransportSettings
        {
            BaseUrl = baseUrl!,
            ClientName = nameof(ChatApi),
            ApiKey = key,
            KeyHeader = Fallback.KeyHeader,
            ApiKeyProvider = ApiKeyProvider,
            UserAgentText = UserAgent.With(UserAgentSuffix),
            Headers = headers,
            Query = Copy(DefaultQuery, StringComparer.Ordinal),
            MaxRetries = MaxRetries,
            MaxRetryAfter = MaxRetryAfter,
            Timeout = Timeout,
            ConnectTimeout = ConnectTimeout,
            StreamIdleTimeout = StreamIdleTimeout,
            RequireStreamEnd = RequireStreamEnd,
            MaxResponseBytes = MaxResponseBytes,
            OnRetry = OnRetry,
            TimeProvider = TimeProvider!,
            Jitter = Jitter ?? Runtime.Jitter.Next,
            Telemetry = Observer is null ? GenAITelemetry.Default : new ObservedTelemetry(GenAITelemetry.Default, Observer),
            PrepareBody = new RequestPreparation(Defaults, ValidateRequests, DisabledRules ?? []).Prepare,
            IsPermanentError = ChatApiErrors.IsPermanent,
            SuggestRemedy = ChatApiErrors.SuggestRemedy,
        };
    }

    private static string? Choose(string? option, string? variable, Func<string, string?> environment)
    {
        string? value = option ?? (variable is null ? null : environment(variable));
        return string.IsNullOrWhiteSpace(value) ? null : value!.Trim();
    }

    private static Dictionary<string, string?> Copy(IDictionary<string, string?>? entries, StringComparer names)
    {
        var copy = new Dictionary<string, string?>(names);
        foreach (KeyValuePair<string, string?> entry in entries ?? new Dictionary<string, string?>())
        {
            copy[entry.Key] = entry.Value;
        }

        return copy;
    }

    /// <summary>Determines whether a given client authenticates by itself, as typed clients of a factory do.</summary>
    private static bool Authenticates(HttpClient? client) =>
        client is not null && (client.DefaultRequestHeaders.Authorization is not null || client.DefaultRequestHeaders.Contains("api-key"));

    private string? ChooseKey(Func<string, string?> environment, HttpClient? client, SettingsValidator validator)
    {
        if (Anonymous && (ApiKey is not null || ApiKeyProvider is not null))
        {
            validator.Add("Anonymous excludes ApiKey and ApiKeyProvider.");
        }

        if (ApiKey is not null && ApiKeyProvider is not null)
        {
            validator.Add("ApiKey and ApiKeyProvider exclude each other.");
        }

        validator.CheckKey(nameof(ApiKey), ApiKey);
        Dictionary<string, string?> headers = Copy(DefaultHeaders, StringComparer.OrdinalIgnoreCase);
        if (Anonymous || ApiKeyProvider is not null || ApiKey is not null || Authenticates(client))
        {
            return ApiKey?.Trim();
        }

        string? found = Choose(null, Fallback.KeyVariable, environment);
        validator.CheckKey(Fallback.KeyVariable, found);
        if (found is null && !headers.ContainsKey("Authorization") && !headers.ContainsKey("api-key"))
        {
            string variable = Fallback.KeyVariable;
            validator.Add($"There is no API key: set the environment variable {variable}, or ApiKey, ApiKeyProvider or Anonymous.");
        }

        return found;
    }

    private Uri? ChooseBaseUrl(Func<string, string?> environment, HttpClient? client, SettingsValidator validator)
    {
        if ((BaseUrl ?? client?.BaseAddress) is { } given)
        {
            validator.CheckAddress(BaseUrl is null ? "HttpClient.BaseAddress" : nameof(BaseUrl), given, given.OriginalString);
            return given;
        }

        string text = Choose(null, "OPENAI_BASE_URL", environment) ?? DefaultBaseUrl;
        Uri.TryCreate(text, UriKind.Absolute, out Uri? url);
        validator.CheckAddress("OPENAI_BASE_URL", url, text);
        return url;
    }

    private Dictionary<string, string?> CreateHeaders(Func<string, string?> environment, SettingsValidator validator)
    {
        Dictionary<string, string?> headers = Copy(DefaultHeaders, StringComparer.OrdinalIgnoreCase);
        Add("OpenAI-Organization", nameof(Organization), Choose(Organization, Fallback.OrganizationVariable, environment));
        Add("OpenAI-Project", nameof(Project), Choose(Project, Fallback.ProjectVariable, environment));
        return headers;

        void Add(string header, string option, string? value)
        {
            validator.CheckHeaderValue(option, value);
            if (value is not null && !headers.ContainsKey(header))
            {
                headers[header] = value;
            }
        }
    }
}

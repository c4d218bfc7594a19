using System.Diagnostics.CodeAnalysis;
using OpenAIChat.Runtime;

namespace OpenAIChat;

/// <content>Options for Azure OpenAI.</content>
public sealed partial class ChatApiOptions
{
    private const string DefaultAzureApiVersion = "2024-10-21";

    /// <summary>Creates options for Azure OpenAI.</summary>
    /// <param name="endpoint">
    /// The address of the resource, such as <c>https://my-resource.openai.azure.com</c>; with <c>/openai/v1</c> at its end, too.
    /// </param>
    /// <param name="deployment">
    /// The name of the deployment: calls go to <c>/openai/deployments/NAME</c>, whatever model a request names. Without it they go to
    /// <c>/openai/v1</c>, and the request names the deployment as its model.
    /// </param>
    /// <param name="apiVersion">The <c>api-version</c> in the query. The default is 2024-10-21 with a deployment, none without.</param>
    /// <returns>
    /// Options to set the rest in. <see cref="ApiKey"/> is sent in the header <c>api-key</c>; without it the key comes from the
    /// environment's
    /// <c>AZURE_OPENAI_API_KEY</c>. A token of Microsoft Entra comes from <see cref="ApiKeyProvider"/>, and is sent as the bearer token.
    /// </returns>
    /// <exception cref="ArgumentException">The endpoint is no absolute http or https address, or the deployment is empty.</exception>
    public static ChatApiOptions ForAzure(Uri endpoint, string? deployment = null, string? apiVersion = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var validator = new SettingsValidator();
        validator.CheckAddress(nameof(endpoint), endpoint, endpoint.OriginalString);
        if (deployment is not null && string.IsNullOrWhiteSpace(deployment))
        {
            validator.Add("deployment is empty; leave it out to name the deployment in each request.");
        }

        validator.Throw(nameof(ForAzure));

        string path = endpoint.AbsolutePath.TrimEnd('/');
        if (path.EndsWith("/openai/v1", StringComparison.OrdinalIgnoreCase) && deployment is not null)
        {
            path = path.Substring(0, path.Length - "/v1".Length);
        }

        if (!path.Contains("/openai", StringComparison.OrdinalIgnoreCase))
        {
            path += "/openai";
        }

        if (path.EndsWith("/openai", StringComparison.OrdinalIgnoreCase))
        {
            path += deployment is null ? "/v1" : "/deployments/" + Uri.EscapeDataString(deployment.Trim());
        }

        bool isDeployment = path.Contains("/deployments/", StringComparison.OrdinalIgnoreCase);
        var options = new ChatApiOptions
        {
            BaseUrl = new Uri(endpoint.GetLeftPart(UriPartial.Authority) + path + endpoint.Query),
            Fallback = ChatApiDefaults.Azure,
        };
        if (deployment is not null)
        {
            // The address decides; the member is required all the same.
            options.Defaults = new CreateChatCompletionRequest { Model = deployment.Trim() };
        }

        bool hasVersion = endpoint.Query.Contains("api-version=", StringComparison.OrdinalIgnoreCase);
        if ((apiVersion ?? (isDeployment && !hasVersion ? DefaultAzureApiVersion : null)) is { } version)
        {
            options.DefaultQuery["api-version"] = version;
        }

        return options;
    }

    /// <inheritdoc cref="ForAzure(Uri, string?, string?)"/>
    public static ChatApiOptions ForAzure(
        [StringSyntax(StringSyntaxAttribute.Uri)] string endpoint, string? deployment = null, string? apiVersion = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var validator = new SettingsValidator();
        Uri.TryCreate(endpoint, UriKind.Absolute, out Uri? address);
        validator.CheckAddress(nameof(endpoint), address, endpoint);
        validator.Throw(nameof(ForAzure));
        return ForAzure(address!, deployment, apiVersion);
    }
}

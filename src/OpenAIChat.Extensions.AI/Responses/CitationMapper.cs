using Microsoft.Extensions.AI;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Extensions.AI.Responses;

/// <summary>Maps the citations of a search to annotations of the text.</summary>
internal static class CitationMapper
{
    public static IList<AIAnnotation>? ToAnnotations(IList<ChatCompletionResponseMessageAnnotation>? annotations)
    {
        if (annotations is not { Count: > 0 })
        {
            return null;
        }

        var mapped = new List<AIAnnotation>(annotations.Count);
        foreach (ChatCompletionResponseMessageAnnotation annotation in annotations)
        {
            mapped.Add(ToAnnotation(annotation));
        }

        return mapped;
    }

    /// <summary>Maps the citations of a delta, of which the contract does not know; null when there are none.</summary>
    public static IList<AIAnnotation>? ToAnnotations(IDictionary<string, JToken> delta) =>
        delta.TryGetValue("annotations", out JToken? token) && token is JArray { Count: > 0 } annotations
            ? ToAnnotations([.. annotations.OfType<JObject>().Select(Read)])
            : null;

    private static ChatCompletionResponseMessageAnnotation Read(JObject json) =>
        ChatCompletionResponseMessageAnnotation.FromJson(json.ToString(Formatting.None));

    private static CitationAnnotation ToAnnotation(ChatCompletionResponseMessageAnnotation annotation)
    {
        UrlCitation? citation = annotation.UrlCitation;
        return new CitationAnnotation
        {
            RawRepresentation = annotation,
            Title = citation?.Title,
            Url = Uri.TryCreate(citation?.Url, UriKind.Absolute, out Uri? url) ? url : null,
            AnnotatedRegions = citation is null
                ? null
                : [new TextSpanAnnotatedRegion { StartIndex = citation.StartIndex, EndIndex = citation.EndIndex }],
        };
    }
}

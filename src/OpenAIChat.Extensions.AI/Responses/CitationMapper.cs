using Microsoft.Extensions.AI;

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

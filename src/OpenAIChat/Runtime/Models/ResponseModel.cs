using System.Runtime.Serialization;
using OpenAIChat.Runtime;

namespace OpenAIChat;

/// <summary>Base of every object a server answers with: carries what the HTTP response said beside its body.</summary>
#if NET
[System.Text.Json.Serialization.JsonConverter(typeof(SystemTextJsonModelConverter<ResponseModel>))]
#endif
public abstract class ResponseModel : JsonModel
{
    private HttpInfo? http;

    private protected ResponseModel()
    {
    }

    /// <summary>
    /// Gets the status, headers, request id and rate limits of the response; <see cref="HttpInfo.None"/> when the object is not from a
    /// server.
    /// </summary>
    [IgnoreDataMember]
    public HttpInfo Http
    {
        get => http ?? HttpInfo.None;
        internal set => http = value;
    }

    /// <summary>Tells, as a chunk of a stream, which replies it belongs to and whether it ends them.</summary>
    internal virtual void Report(StreamProgress progress)
    {
    }
}

using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.Testing;

/// <summary>A response ready to be sent. Status 0 resets the connection instead.</summary>
internal sealed record HttpReply(int Status, string? ContentType, IEnumerable<byte[]> Parts, Delivery Delivery)
{
    public static HttpReply Json(JObject body, Delivery? delivery = null, int status = 200) =>
        new(status, "application/json", [Encoding.UTF8.GetBytes(body.ToString(Formatting.None))], delivery ?? new Delivery());

    /// <summary>Renders a reply that is sent as it is; a completion gives <see langword="null"/>.</summary>
    public static HttpReply? Of(ChatReply? reply) => reply?.Content switch
    {
        RawContent raw => new HttpReply(raw.Status, raw.ContentType, raw.Parts, reply.Delivery),
        DisconnectContent => new HttpReply(0, null, [], reply.Delivery),
        _ => null,
    };
}

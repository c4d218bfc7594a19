using Newtonsoft.Json.Linq;

namespace OpenAIChat.Extensions.Tests;

/// <summary>Compares JSON by content.</summary>
internal static class JsonAssert
{
    public static void AreEqual(JToken actual, string expected) =>
        Assert.That(JToken.DeepEquals(actual, JToken.Parse(expected)), Is.True, () => $"expected {expected}\nbut was {actual}");
}

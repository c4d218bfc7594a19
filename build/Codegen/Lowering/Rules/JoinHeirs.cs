using Codegen.Lowering.Shapes;
using Newtonsoft.Json.Linq;

namespace Codegen.Lowering.Rules;

/// <summary>
/// <c>Pet: {properties, discriminator}</c>, of which <c>Cat</c> and <c>Dog</c> are composed → <c>Pet: {oneOf: [Cat, Dog], discriminator}</c>.
/// </summary>
/// <remarks>Where the heirs cannot be told apart, the schema is what it says itself: an object.</remarks>
internal static class JoinHeirs
{
    /// <summary>Makes a variant of each heir; the schema itself is one when its mapping says so.</summary>
    public static IReadOnlyList<Site> VariantsOf(Site site, IReadOnlyList<string> heirs) =>
        [.. heirs.Select(heir => heir == site.Pointer ? OwnPartOf(site) : site with { Schema = new JObject { ["$ref"] = heir }, Origin = new NameOrigin(null, null, heir) })];

    /// <summary>Gets what the schema says itself, apart from its heirs.</summary>
    public static Site OwnPartOf(Site site)
    {
        var own = (JObject)site.Schema.DeepClone();
        own.Remove("discriminator");
        return site with { Schema = own, Pointer = $"{site.Pointer}#own" };
    }
}

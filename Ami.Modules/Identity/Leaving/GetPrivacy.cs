using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Identity;

/// <summary>What is stored of people, how long and why, for everybody who wants to know: what the modules register, in words.</summary>
internal static class GetPrivacy
{
    /// <param name="Key">Stable.</param>
    /// <param name="Title">What it is called.</param>
    /// <param name="What">What is stored.</param>
    /// <param name="Why">What for.</param>
    /// <param name="HowLong">How long while there is the account.</param>
    /// <param name="Remains">What stays when the account is erased, and by which law; null when nothing does.</param>
    /// <param name="SeenBy">Who sees it besides the person; null for staff whose work needs it, and nobody else.</param>
    internal sealed record KeptView(string Key, string Title, string What, string Why, string HowLong, string? Remains, string? SeenBy);

    /// <param name="Items">Every kind of thing.</param>
    internal sealed record PrivacyView(IReadOnlyList<KeptView> Items);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/privacy", Handle)
            .AllowAnonymous()
            .WithName("GetPrivacy")
            .WithSummary("What is stored of people, how long and why; in Spanish unless another language is asked for.");

    private static Ok<PrivacyView> Handle(PersonalDataSet data, HttpResponse response, Choice<Language>? language)
    {
        var words = language?.Value ?? Language.Es;
        // It changes with a new version of the system only.
        response.Headers.CacheControl = "public, max-age=3600";
        return TypedResults.Ok(
            new PrivacyView([
                .. data.Kept.Select(kept => new KeptView(
                    kept.Key,
                    kept.Title.In(words),
                    kept.What.In(words),
                    kept.Why.In(words),
                    kept.HowLong.In(words),
                    kept.Remains?.In(words),
                    kept.SeenBy?.In(words)
                )),
            ])
        );
    }
}

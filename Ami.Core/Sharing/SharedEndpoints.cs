using Ami.Core.Documents;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Core;

/// <summary>
/// What whoever has a link may ask for, without signing in. Answers are kept by nobody, found by no search engine, and do not tell other sites where their
/// reader came from.
/// </summary>
public static class SharedEndpoints
{
    /// <summary>Openings from one address; enough for a class room behind one.</summary>
    private static readonly Quota Openings = Quota.PerMinute(60);

    /// <summary>Maps <c>GET /api/shared/KIND/{token}</c> and its <c>/pdf</c>.</summary>
    /// <param name="endpoints">The module's.</param>
    /// <param name="kind">What is shown.</param>
    /// <param name="name">Begins the operations' names, for example <c>PaperPerformance</c>.</param>
    /// <param name="what">What is shown, in words, for the API's description.</param>
    public static void MapShared<TTerms, TView>(this IEndpointRouteBuilder endpoints, ShareKind<TTerms, TView> kind, string name, string what)
        where TView : class
    {
        var shared = endpoints.MapGroup($"/api/shared/{kind.Name}").AllowAnonymous().WithTags("Shared");
        shared
            .MapGet(
                "/{token}",
                async Task<Results<Ok<Shared<TView>>, ProblemHttpResult>> (
                    string token,
                    HttpContext http,
                    ShareLinks links,
                    ISharedThing<TTerms, TView> thing,
                    QuotaLimiter limiter,
                    CancellationToken cancellationToken
                ) => (await Open(kind, token, counts: true, http, links, thing, limiter, cancellationToken)).ToHttp(TypedResults.Ok)
            )
            .WithName($"GetShared{name}")
            .WithSummary($"{what} that its owner shares by a link, without anything about the owner.");
        shared
            .MapGet(
                "/{token}/pdf",
                async Task<Results<FileContentHttpResult, ProblemHttpResult>> (
                    string token,
                    Choice<Language>? language,
                    HttpContext http,
                    ShareLinks links,
                    ISharedThing<TTerms, TView> thing,
                    QuotaLimiter limiter,
                    TimeProvider time,
                    CancellationToken cancellationToken
                ) =>
                {
                    var opened = await Open(kind, token, counts: false, http, links, thing, limiter, cancellationToken);
                    if (!opened.Try(out var shown, out var error))
                    {
                        return error.ToProblem();
                    }

                    var document = thing.Print(shown.View, shown.Title, language?.Value ?? Language.En, time.GetUtcNow());
                    return PdfDocuments.Write(document).ToHttp(pdf => TypedResults.File(pdf, PdfDocuments.ContentType, $"ami-{kind.Name}.pdf"));
                }
            )
            .WithUrgency(Urgency.Bulk)
            .Produces<Stream>(StatusCodes.Status200OK, PdfDocuments.ContentType)
            .WithName($"GetShared{name}Pdf")
            .WithSummary($"The same as a PDF, in English or Spanish; times are UTC.");
    }

    private static async Task<Result<Shared<TView>>> Open<TTerms, TView>(
        ShareKind<TTerms, TView> kind,
        string token,
        bool counts,
        HttpContext http,
        ShareLinks links,
        ISharedThing<TTerms, TView> thing,
        QuotaLimiter limiter,
        CancellationToken cancellationToken
    )
        where TView : class
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        var decision = await limiter.Take($"shared:{http.ClientIp()}", Openings, cancellationToken);
        if (!decision.Admitted)
        {
            return ShareErrors.TooManyOpenings(decision.Wait);
        }

        if (!(await links.Open(kind, token, counts, cancellationToken)).Try(out var opened, out var error))
        {
            return error;
        }

        // What it shows is gone: for whoever has the link that is the same as a link that has ended.
        return (await thing.Show(opened.Owner, opened.Link.Subject, opened.Terms, cancellationToken)).Try(out var view, out _)
            ? new Shared<TView>(opened.Link.Title, opened.Link.CreatedAt, opened.Link.ExpiresAt, view)
            : ShareErrors.Ended;
    }
}

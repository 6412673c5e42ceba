using Ami.Modules.Identity.Contracts;
using Ami.Modules.Notifications.Contracts;
using Ami.Modules.Notifications.Delivery;
using Ami.Modules.Notifications.Domain;
using Ami.Modules.Notifications.Mailing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Notifications.Features;

/// <summary>
/// Ends mails of a kind without signing in, by the signed link that each of them carries. Nothing happens on GET: mail scanners and previews follow links.
/// </summary>
internal sealed class Unsubscribe(UnsubscribeLinks links, MessageCatalogue catalogue, IPersonDirectory people, PreferenceStore store, NotificationsDb db)
{
    /// <param name="Token">From the link.</param>
    internal sealed record FindSubscriptionRequest(string Token);

    /// <param name="Token">From the link.</param>
    /// <param name="Subscribed">False ends mails of the kind, true begins them again.</param>
    internal sealed record SetSubscriptionRequest(string Token, bool Subscribed);

    /// <param name="Title">What kind of mail, in the given language or that of its reader.</param>
    /// <param name="Subscribed">Whether it is sent.</param>
    internal sealed record MailedKindView(string Title, bool Subscribed);

    public static void Map(IEndpointRouteBuilder notifications)
    {
        notifications
            .MapPost("/unsubscribe", OneClick)
            .AllowAnonymous()
            .WithName("UnsubscribeOneClick")
            .WithSummary("One-click unsubscribe of mail programs (RFC 8058).")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        notifications
            .MapGet("/unsubscribe", Show)
            .AllowAnonymous()
            .WithName("ShowUnsubscribe")
            .WithSummary("Leads whoever opens the one-click address in a browser to the page that asks first.");
        notifications.MapPost("/subscription/find", Find).AllowAnonymous().WithName("FindSubscription").WithSummary("What a link in a mail would end.");
        notifications.MapPut("/subscription", Set).AllowAnonymous().WithName("SetSubscription").WithSummary("Ends mails of a kind, or begins them again.");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> OneClick(string? token, Unsubscribe unsubscribe, CancellationToken cancellationToken)
    {
        var result = await unsubscribe.Change(token, subscribed: false, language: null, cancellationToken);
        return result.Try(out _, out var error) ? TypedResults.NoContent() : error.ToProblem();
    }

    private static RedirectHttpResult Show(string? token) => TypedResults.LocalRedirect($"/unsubscribe#token={Uri.EscapeDataString(token ?? "")}");

    private static async Task<Results<Ok<MailedKindView>, ProblemHttpResult>> Find(
        FindSubscriptionRequest request,
        string? language,
        Unsubscribe unsubscribe,
        CancellationToken cancellationToken
    ) => (await unsubscribe.Look(request.Token, RequestLanguage.In(language), cancellationToken)).ToHttp(TypedResults.Ok);

    private static async Task<Results<Ok<MailedKindView>, ProblemHttpResult>> Set(
        SetSubscriptionRequest request,
        string? language,
        Unsubscribe unsubscribe,
        CancellationToken cancellationToken
    ) => (await unsubscribe.Change(request.Token, request.Subscribed, RequestLanguage.In(language), cancellationToken)).ToHttp(TypedResults.Ok);

    private async Task<Result<MailedKindView>> Look(string token, Language? language, CancellationToken cancellationToken)
    {
        if (await Read(token, cancellationToken) is not var (person, kind))
        {
            return NotificationErrors.LinkInvalid;
        }

        var chosen = await db.Preferences.AsNoTracking().SingleOrDefaultAsync(p => p.UserId == person.Id && p.Kind == kind.Name, cancellationToken);
        return new MailedKindView(kind.Title.In(language ?? person.Language), Routing.Chosen(kind, chosen).HasFlag(Channels.Email));
    }

    private async Task<Result<MailedKindView>> Change(string? token, bool subscribed, Language? language, CancellationToken cancellationToken)
    {
        if (await Read(token, cancellationToken) is not var (person, kind))
        {
            return NotificationErrors.LinkInvalid;
        }

        await store.SetEmail(person.Id, kind, subscribed, cancellationToken);
        return new MailedKindView(kind.Title.In(language ?? person.Language), subscribed);
    }

    private async Task<(Person Person, MessageKind Kind)?> Read(string? token, CancellationToken cancellationToken) =>
        links.Read(token) is var (userId, name)
        && catalogue.Find(name) is { IsMandatory: false } kind
        && await people.Find(userId, cancellationToken) is { } person
            ? (person, kind)
            : null;
}

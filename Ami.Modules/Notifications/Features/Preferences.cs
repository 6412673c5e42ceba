using System.Security.Claims;
using Ami.Modules.Identity.Contracts;
using Ami.Modules.Notifications.Contracts;
using Ami.Modules.Notifications.Delivery;
using Ami.Modules.Notifications.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Notifications.Features;

/// <summary>Where somebody wants which messages.</summary>
internal static class Preferences
{
    /// <param name="Kind">For changing it.</param>
    /// <param name="Title">What it is called.</param>
    /// <param name="IsMandatory">True for what keeps an account safe; it cannot be changed.</param>
    /// <param name="InApp">Shown in the notification centre.</param>
    /// <param name="Email">Sent by mail.</param>
    internal sealed record PreferenceView(string Kind, string Title, bool IsMandatory, bool InApp, bool Email);

    /// <param name="InApp">Show it in the notification centre.</param>
    /// <param name="Email">Send it by mail.</param>
    internal sealed record SetPreferenceRequest(bool InApp, bool Email);

    public static void Map(IEndpointRouteBuilder notifications)
    {
        notifications
            .MapGet("/preferences", List)
            .WithName("GetNotificationPreferences")
            .WithSummary("Every kind of message and where it goes, titled in the given language or the account's.");
        notifications.MapPut("/preferences/{kind}", Set).WithName("SetNotificationPreference").WithSummary("Chooses where messages of a kind go.");
    }

    private static async Task<Ok<List<PreferenceView>>> List(
        string? language,
        ClaimsPrincipal user,
        NotificationsDb db,
        MessageCatalogue catalogue,
        IPersonDirectory people,
        CancellationToken cancellationToken
    )
    {
        var userId = user.UserId();
        var chosen = await db.Preferences.AsNoTracking().Where(p => p.UserId == userId).ToDictionaryAsync(p => p.Kind, cancellationToken);
        var spoken = RequestLanguage.In(language) ?? (await people.Find(userId, cancellationToken))?.Language ?? Language.Es;
        return TypedResults.Ok(
            catalogue.All.Select(kind => View(kind, chosen.GetValueOrDefault(kind.Name), spoken)).OrderBy(view => view.IsMandatory).ToList()
        );
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Set(
        string kind,
        SetPreferenceRequest request,
        ClaimsPrincipal user,
        PreferenceStore store,
        MessageCatalogue catalogue,
        CancellationToken cancellationToken
    )
    {
        if (catalogue.Find(kind) is not { } known)
        {
            return NotificationErrors.UnknownKind.ToProblem();
        }

        if (known.IsMandatory)
        {
            return NotificationErrors.Mandatory.ToProblem();
        }

        await store.Set(user.UserId(), known.Name, request.InApp, request.Email, cancellationToken);
        return TypedResults.NoContent();
    }

    private static PreferenceView View(MessageKind kind, Preference? chosen, Language language)
    {
        var channels = Routing.Chosen(kind, chosen);
        return new PreferenceView(kind.Name, kind.Title.In(language), kind.IsMandatory, channels.HasFlag(Channels.InApp), channels.HasFlag(Channels.Email));
    }
}

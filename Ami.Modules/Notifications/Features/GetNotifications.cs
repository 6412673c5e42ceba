using System.Security.Claims;
using Ami.Modules.Identity.Contracts;
using Ami.Modules.Notifications.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Notifications.Features;

/// <summary>What stands in the notification centre.</summary>
internal static class GetNotifications
{
    /// <param name="Id">Ordered by time.</param>
    /// <param name="Kind">For grouping and icons.</param>
    /// <param name="Title">One line.</param>
    /// <param name="Paragraphs">Plain text.</param>
    /// <param name="Action">Label for its link; null when there is none.</param>
    /// <param name="Link">Path in the web app; null when there is none.</param>
    /// <param name="CreatedAt">When it was sent.</param>
    /// <param name="ReadAt">Null while it is unread.</param>
    internal sealed record NotificationView(
        Guid Id,
        string Kind,
        string Title,
        IReadOnlyList<string> Paragraphs,
        string? Action,
        string? Link,
        DateTimeOffset CreatedAt,
        DateTimeOffset? ReadAt
    );

    /// <param name="Count">Exact up to 99, and 100 for more.</param>
    internal sealed record UnreadCount(int Count);

    private const int MostCounted = 100;

    private sealed record AfterId(Guid Id);

    public static void Map(IEndpointRouteBuilder notifications)
    {
        notifications
            .MapGet("", List)
            .WithName("GetNotifications")
            .WithSummary("The signed-in user's notifications, newest first, in the given language or the account's.");
        notifications.MapGet("/unread", Unread).WithName("GetUnreadNotifications").WithSummary("How many notifications are unread.");
    }

    private static async Task<Results<Ok<Page<NotificationView>>, ProblemHttpResult>> List(
        bool? unread,
        string? language,
        string? cursor,
        int? limit,
        ClaimsPrincipal user,
        NotificationsDb db,
        MessageCatalogue catalogue,
        IPersonDirectory people,
        CancellationToken cancellationToken
    )
    {
        if (!Cursor.Decode<AfterId>(cursor).Try(out var after, out var malformed))
        {
            return malformed.ToProblem();
        }

        var query = Of(db, user.UserId(), catalogue);
        if (unread is true)
        {
            query = query.Where(m => m.ReadAt == null);
        }

        if (after is not null)
        {
            query = query.Where(m => m.Id < after.Id);
        }

        var rows = await query.OrderByDescending(m => m.Id).Take(Cursor.Limit(limit) + 1).ToListAsync(cancellationToken);
        var spoken = RequestLanguage.In(language) ?? (await people.Find(user.UserId(), cancellationToken))?.Language ?? Language.Es;
        return TypedResults.Ok(Page<NotificationView>.Of([.. rows.Select(m => View(m, catalogue, spoken))], Cursor.Limit(limit), view => new AfterId(view.Id)));
    }

    private static async Task<Ok<UnreadCount>> Unread(
        ClaimsPrincipal user,
        NotificationsDb db,
        MessageCatalogue catalogue,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(new UnreadCount(await Of(db, user.UserId(), catalogue).Where(m => m.ReadAt == null).Take(MostCounted).CountAsync(cancellationToken)));

    /// <summary>Messages of a module that is switched off have no words now; they come back with it.</summary>
    private static IQueryable<Message> Of(NotificationsDb db, Guid userId, MessageCatalogue catalogue)
    {
        var known = catalogue.All.Select(kind => kind.Name).ToArray();
        return db.Messages.AsNoTracking().Where(m => m.UserId == userId && known.Contains(m.Kind));
    }

    private static NotificationView View(Message message, MessageCatalogue catalogue, Language language)
    {
        var wording = Wording.Of(catalogue.Get(message.Kind), language, Wording.Read(message.Fields));
        var action = message.Link is null ? null : wording.Action;
        return new NotificationView(
            message.Id,
            message.Kind,
            wording.Subject,
            wording.Paragraphs,
            action,
            action is null ? null : message.Link,
            message.CreatedAt,
            message.ReadAt
        );
    }
}

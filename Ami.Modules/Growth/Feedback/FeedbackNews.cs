using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Growth;

/// <summary>Staff decided about an idea, or answered it: whoever wrote it or stands behind it is to be told.</summary>
/// <param name="PostId">The idea.</param>
/// <param name="Status">What was decided; null where it was only answered.</param>
/// <param name="After">The last person who was told; null at the beginning.</param>
internal sealed record FeedbackNews(Guid PostId, FeedbackStatus? Status, Guid? After) : IEvent<FeedbackNews>
{
    public static string EventName => "growth.feedback-news.v1";

    Guid? IEvent.UserId => null;
}

/// <summary>Tells people, some at a time: each portion commits together with the request for the next.</summary>
internal sealed class TellOfFeedback(UnitOfWork unitOfWork, GrowthDb db, IPersonDirectory people, Messages messages) : IEventHandler<FeedbackNews>
{
    public const string Name = "growth.tell-of-feedback";

    /// <summary>People in one transaction.</summary>
    private const int Portion = 500;

    public async Task Handle(FeedbackNews news, EventContext context, CancellationToken cancellationToken)
    {
        var post = await db.Posts.AsNoTracking().SingleOrDefaultAsync(p => p.Id == news.PostId, cancellationToken);
        // What was decided differently meanwhile is told by the later decision; what was merged meanwhile, by the idea that counts.
        if (post is not { MergedInto: null } || (news.Status is { } decided && decided != post.Status) || (news.Status is null && post.Reply is null))
        {
            return;
        }

        var status = FeedbackMessages.Name(post.Status);
        var concerned = await Concerned(post.Id, news.After ?? Guid.Empty, cancellationToken);
        foreach (var person in await people.FindMany(concerned, cancellationToken))
        {
            var values = new Dictionary<string, string> { ["title"] = post.Title, ["status"] = status.In(person.Language) };
            var kind = news.Status is null ? FeedbackMessages.Answered : FeedbackMessages.Decided;
            messages.Send(kind, person.Id, values, $"/feedback/{post.Id}", language: person.Language);
        }

        if (concerned.Count == Portion)
        {
            unitOfWork.Publish(news with { After = concerned[^1] });
        }
    }

    private async Task<IReadOnlyList<Guid>> Concerned(Guid root, Guid after, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command(
            """
            select who from (
                select v.user_id as who from growth.feedback_votes v join growth.feedback_posts p on p.id = v.post_id where p.root_id = $1
                union
                select p.user_id from growth.feedback_posts p where p.root_id = $1 and p.user_id is not null) people
            where who > $2 order by who limit $3
            """
        );
        command.With(root).With(after).With(Portion);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.All(row => row.GetGuid(0), cancellationToken);
    }
}

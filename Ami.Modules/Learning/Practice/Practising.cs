using System.Security.Claims;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Learning;

/// <summary>A card was asked, and this is how well it was known.</summary>
/// <param name="Card">Which.</param>
/// <param name="Version">That was shown.</param>
/// <param name="Rating">How well it was known.</param>
/// <param name="Seconds">From seeing the front to this.</param>
/// <param name="Confidence">How sure one was before seeing the back, in percent: 50, 60, 70, 80, 90 or 100; null when one did not say.</param>
internal sealed record RateRequest(Guid Card, int Version, Rating Rating, int Seconds, int? Confidence = null);

/// <summary>
/// Writes what people do with cards: one change at a time for a person. A rating counts once, whatever is sent again, and only for the showing that it was made
/// for.
/// </summary>
internal sealed class Practising(UnitOfWork unitOfWork, LearningDb db, PracticeDeck deck, Earning earning, IPersonDirectory people, TimeProvider time)
{
    private const int LongestSeconds = 86_400;

    /// <summary>What is held while somebody's cards change.</summary>
    public static string Lock(Guid userId) => $"learning.practice:{userId}";

    /// <summary>Rates a card; the same again changes nothing. Where it was changed meanwhile, the refusal comes with how it stands.</summary>
    public async Task<Kept<CardStand>> Rate(Guid id, RateRequest request, ClaimsPrincipal person, CancellationToken cancellationToken)
    {
        if (Check(request) is { } wrong)
        {
            return new Kept<CardStand>(null, wrong);
        }

        var (userId, open) = (person.UserId(), await deck.Find(request.Card, person, cancellationToken));
        var zone = await deck.Zone(userId, cancellationToken);
        return await Alone(
            userId,
            async (now, ct) =>
            {
                var state = await State(userId, request.Card, ct);
                if (await db.CardReviews.AsNoTracking().SingleOrDefaultAsync(r => r.UserId == userId && r.Id == id, ct) is { } known)
                {
                    return IsSame(known, request)
                        ? new Kept<CardStand>(Stand(request.Card, state, now, zone), null)
                        : new Kept<CardStand>(null, LearningErrors.ReviewIdUsed);
                }

                if (!open.Try(out _, out var closed))
                {
                    return new Kept<CardStand>(null, closed);
                }

                if (request.Version != (state?.Version ?? 0) || state?.SuspendedAt is not null)
                {
                    var refusal = request.Version == (state?.Version ?? 0) ? LearningErrors.CardSuspended : LearningErrors.CardChanged;
                    return new Kept<CardStand>(Stand(request.Card, state, now, zone), refusal);
                }

                state ??= Begin(userId, request.Card);
                var number = await db.CardReviews.Where(r => r.UserId == userId).MaxAsync(r => (int?)r.Number, ct) ?? 0;
                var review = Review(userId, id, number + 1, request, state.Memory, now, state.Memory.DaysBy(now, zone));
                db.CardReviews.Add(review);
                var wasKnown = Achievements.IsKnown(state.Memory);
                state.Memory = Fsrs.Default.Next(state.Memory, request.Rating, now, review.Days, request.Card);
                state.Version++;
                await db.SaveChangesAsync(ct);
                await earning.Practise(userId, now, (!wasKnown && Achievements.IsKnown(state.Memory)) || request.Confidence is not null, ct);
                return new Kept<CardStand>(Stand(request.Card, state, now, zone), null);
            },
            cancellationToken
        );
    }

    /// <summary>Takes the person's last rating back; again, it changes nothing.</summary>
    public async Task<Kept<CardStand>> Undo(Guid id, Guid userId, CancellationToken cancellationToken)
    {
        var zone = await deck.Zone(userId, cancellationToken);
        return await Alone(
            userId,
            async (now, ct) =>
            {
                if (await db.CardReviews.SingleOrDefaultAsync(r => r.UserId == userId && r.Id == id, ct) is not { } review)
                {
                    return new Kept<CardStand>(null, LearningErrors.ReviewUnknown);
                }

                var state = await State(userId, review.CardId, ct) ?? throw new InvalidOperationException("A card that was rated has a state.");
                if (review.UndoneAt is null)
                {
                    if (await db.CardReviews.AnyAsync(r => r.UserId == userId && r.Number > review.Number && r.UndoneAt == null, ct))
                    {
                        return new Kept<CardStand>(Stand(review.CardId, state, now, zone), LearningErrors.ReviewNotLast);
                    }

                    (review.UndoneAt, state.Memory) = (now, review.Before);
                    state.Version++;
                    await db.SaveChangesAsync(ct);
                }

                return new Kept<CardStand>(Stand(review.CardId, state, now, zone), null);
            },
            cancellationToken
        );
    }

    /// <summary>Sets a card aside, or takes it back; again, it changes nothing.</summary>
    public async Task<Kept<CardStand>> Suspend(Guid card, bool isSuspended, ClaimsPrincipal person, CancellationToken cancellationToken)
    {
        if (!(await deck.Find(card, person, cancellationToken)).Try(out _, out var refused))
        {
            return new Kept<CardStand>(null, refused);
        }

        var zone = await deck.Zone(person.UserId(), cancellationToken);
        return await Alone(
            person.UserId(),
            async (now, ct) =>
            {
                var state = await State(person.UserId(), card, ct);
                if (state?.SuspendedAt is not null != isSuspended)
                {
                    state ??= Begin(person.UserId(), card);
                    state.SuspendedAt = isSuspended ? now : null;
                    state.Version++;
                    await db.SaveChangesAsync(ct);
                }

                return new Kept<CardStand>(Stand(card, state, now, zone), null);
            },
            cancellationToken
        );
    }

    private Task<Kept<CardStand>> Alone(
        Guid userId,
        Func<DateTimeOffset, CancellationToken, Task<Kept<CardStand>>> work,
        CancellationToken cancellationToken
    ) =>
        unitOfWork.Run(
            async ct =>
            {
                await unitOfWork.Hold(Lock(userId), ct);
                if (await people.Find(userId, ct) is null)
                {
                    // Who was erased meanwhile leaves nothing behind.
                    return new Kept<CardStand>(null, LearningErrors.CardUnknown);
                }

                var now = time.GetUtcNow();
                // As exact as the database keeps it: the state follows from what is kept.
                return await work(now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond)), ct);
            },
            cancellationToken
        );

    private Task<CardState?> State(Guid userId, Guid card, CancellationToken cancellationToken) =>
        db.CardStates.SingleOrDefaultAsync(s => s.UserId == userId && s.CardId == card, cancellationToken);

    private CardState Begin(Guid userId, Guid card) =>
        db
            .CardStates.Add(
                new CardState
                {
                    UserId = userId,
                    CardId = card,
                    Version = 0,
                }
            )
            .Entity;

    private static CardStand Stand(Guid card, CardState? state, DateTimeOffset now, TimeZoneInfo zone) =>
        CardStand.Of(card, state?.Version ?? 0, state?.Memory ?? Memory.New, state?.SuspendedAt is not null, now, zone);

    private static Error? Check(RateRequest request) =>
        request.Confidence is { } confidence && !Calibration.Choices.Contains(confidence) ? LearningErrors.ConfidenceInvalid
        : request.Seconds is < 0 or > LongestSeconds ? LearningErrors.SecondsInvalid
        : null;

    /// <summary>How long it took is no other rating.</summary>
    private static bool IsSame(CardReview known, RateRequest request) =>
        (known.CardId, known.Rating, known.Confidence) == (request.Card, request.Rating, request.Confidence);

    private static CardReview Review(Guid userId, Guid id, int number, RateRequest request, Memory before, DateTimeOffset now, int days) =>
        new()
        {
            UserId = userId,
            Id = id,
            Number = number,
            CardId = request.Card,
            Rating = request.Rating,
            Confidence = request.Confidence,
            Seconds = request.Seconds,
            ReviewedAt = now,
            Days = days,
            PhaseBefore = before.Phase,
            StepBefore = before.Step,
            StabilityBefore = before.Stability,
            DifficultyBefore = before.Difficulty,
            DueBefore = before.DueAt,
            LastBefore = before.ReviewedAt,
            ReviewsBefore = before.Reviews,
        };
}

using Ami.Modules.Learning.Contracts;

namespace Ami.Modules.Learning;

/// <summary>People's own cards, which other modules give them.</summary>
internal sealed class OwnCards(UnitOfWork unitOfWork, TimeProvider time) : IPracticeCards
{
    private const int LongestKey = 200;
    public const int LongestFront = 1000;
    public const int LongestBack = 2000;

    public Task Add(PracticeCard card, CancellationToken cancellationToken = default)
    {
        Demand(card.Key, LongestKey, nameof(card.Key));
        Demand(card.FrontEs, LongestFront, nameof(card.FrontEs));
        Demand(card.FrontEn, LongestFront, nameof(card.FrontEn));
        Demand(card.BackEs, LongestBack, nameof(card.BackEs));
        Demand(card.BackEn, LongestBack, nameof(card.BackEn));
        return unitOfWork.Run(
            async ct =>
            {
                await using var command = unitOfWork.Command(
                    """
                    insert into learning.cards (id, user_id, origin, key, position, front_es, front_en, back_es, back_en, added_at, lesson_id)
                    values ($1, $2, $3, $4, 1, $5, $6, $7, $8, $9, $10)
                    on conflict (id) do update set front_es = $5, front_en = $6, back_es = $7, back_en = $8, lesson_id = $10, retired_at = null
                    """
                );
                command.With(Id(card.UserId, card.Cause, card.Key)).With(card.UserId).With(Origin(card.Cause).ToString()).With(card.Key);
                command.With(card.FrontEs).With(card.FrontEn).With(card.BackEs).With(card.BackEn).With(time.GetUtcNow());
                command.With(card.LessonId, NpgsqlTypes.NpgsqlDbType.Uuid);
                await command.ExecuteNonQueryAsync(ct);
            },
            cancellationToken
        );
    }

    public Task Retire(Guid userId, PracticeCause cause, string key, CancellationToken cancellationToken = default) =>
        unitOfWork.Run(
            async ct =>
            {
                await using var command = unitOfWork.Command("update learning.cards set retired_at = $2 where id = $1 and retired_at is null");
                command.With(Id(userId, cause, key)).With(time.GetUtcNow());
                await command.ExecuteNonQueryAsync(ct);
            },
            cancellationToken
        );

    private static Guid Id(Guid userId, PracticeCause cause, string key) => ComputedId.Of($"learning.own-card:{userId}/{cause}/{key}");

    private static CardOrigin Origin(PracticeCause cause) =>
        cause switch
        {
            PracticeCause.QuizMistake => CardOrigin.QuizMistake,
            PracticeCause.BrokenRule => CardOrigin.BrokenRule,
            _ => throw new ArgumentOutOfRangeException(nameof(cause), cause, "There is no such cause."),
        };

    private static void Demand(string text, int most, string name)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > most)
        {
            throw new ArgumentException($"{name} has from 1 to {most} characters.", name);
        }
    }
}

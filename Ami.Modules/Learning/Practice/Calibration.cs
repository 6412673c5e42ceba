using System.Collections.Immutable;
using Ami.Quant.Performance;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Learning;

/// <summary>How often somebody was right when they were so sure.</summary>
/// <param name="Confidence">What they said, in percent.</param>
/// <param name="Answers">How often they said it.</param>
/// <param name="Right">How often they were right then: every rating but "again".</param>
/// <param name="Lower">The least that the true share may well be, 0 to 1, with 95% confidence; null without answers.</param>
/// <param name="Upper">The most that it may well be.</param>
/// <param name="IsEnough">Whether there are enough answers to say anything.</param>
internal sealed record CalibrationStep(int Confidence, int Answers, int Right, double? Lower, double? Upper, bool IsEnough);

/// <summary>How well a person knows what they know.</summary>
/// <param name="Answers">Before how many of their answers they said how sure they were.</param>
/// <param name="Brier">The mean square of what they were sure of less what came, 0 (always right about it) to 1; 0.25 is what always saying 50% gives. Null without answers.</param>
/// <param name="IsEnough">Whether there are enough answers to say anything about all of them.</param>
/// <param name="Needed">How many answers are needed for that.</param>
/// <param name="NeededPerStep">How many are needed for a step.</param>
/// <param name="Steps">From the least sure to the surest; all of them.</param>
internal sealed record Calibration(int Answers, double? Brier, bool IsEnough, int Needed, int NeededPerStep, ImmutableArray<CalibrationStep> Steps)
{
    /// <summary>What somebody can say before they see the back, in percent. Half is a toss of a coin.</summary>
    public static ImmutableArray<int> Choices { get; } = [50, 60, 70, 80, 90, 100];

    private const int Enough = 30;
    private const int EnoughPerStep = 10;

    /// <summary>Of what somebody said before they saw the backs of their cards.</summary>
    public static async Task<Calibration> Of(LearningDb db, Guid userId, CancellationToken cancellationToken)
    {
        var said = await db
            .CardReviews.Where(r => r.UserId == userId && r.UndoneAt == null && r.Confidence != null)
            // Who saw the answer some minutes ago knows that they know it.
            .Where(r => r.PhaseBefore == CardPhase.New || r.PhaseBefore == CardPhase.Review)
            .GroupBy(r => new { Confidence = r.Confidence ?? 0, IsRight = r.Rating != Rating.Again })
            .Select(group => new
            {
                group.Key.Confidence,
                group.Key.IsRight,
                Times = group.Count(),
            })
            .ToListAsync(cancellationToken);
        return Of([.. said.Select(one => (one.Confidence, one.IsRight, one.Times))]);
    }

    /// <summary>
    /// How far what was said lay from what came, on the average of all answers, in percentage points: those who are right with 60% of what they are 80% sure of are
    /// 20 away. Null before there are enough answers.
    /// </summary>
    public int? Gap() => IsEnough ? (int)Math.Ceiling(Steps.Sum(step => Math.Abs((step.Confidence * step.Answers) - (100.0 * step.Right))) / Answers) : null;

    /// <param name="said">What was said and whether it was right, with how often that happened.</param>
    /// <remarks>
    /// G. W. Brier, "Verification of forecasts expressed in terms of probability", Monthly Weather Review 78 (1950). The intervals suppose that answers do not depend on
    /// one another; answers about the same card do a little, so the true ones are somewhat wider.
    /// </remarks>
    public static Calibration Of(IReadOnlyCollection<(int Confidence, bool IsRight, int Times)> said)
    {
        var answers = said.Sum(one => one.Times);
        var brier = said.Sum(one => one.Times * Math.Pow((one.Confidence / 100.0) - (one.IsRight ? 1 : 0), 2));
        return new Calibration(
            answers,
            answers == 0 ? null : brier / answers,
            answers >= Enough,
            Enough,
            EnoughPerStep,
            [.. Choices.Select(choice => Step(choice, [.. said.Where(one => one.Confidence == choice)]))]
        );
    }

    private static CalibrationStep Step(int choice, IReadOnlyCollection<(int Confidence, bool IsRight, int Times)> said)
    {
        var (answers, right) = (said.Sum(one => one.Times), said.Where(one => one.IsRight).Sum(one => one.Times));
        if (answers == 0)
        {
            return new CalibrationStep(choice, 0, 0, null, null, false);
        }

        var (lower, upper) = Proportions.Wilson(right, answers);
        return new CalibrationStep(choice, answers, right, lower, upper, answers >= EnoughPerStep);
    }
}

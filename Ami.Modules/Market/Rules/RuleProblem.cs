using Ami.Quant.Indicators;
using Ami.Quant.Rules;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ami.Modules.Market.Rules;

/// <summary>What is wrong with a rule that somebody wrote, and where.</summary>
/// <param name="Field">Which rule of what was sent, such as <c>rule</c> or <c>columns[2]</c>.</param>
/// <param name="Code">Stable code of <c>docs/rules-language.md</c>.</param>
/// <param name="Start">First character concerned, from 0; the length of the text when something is missing at its end.</param>
/// <param name="Length">Characters concerned; 0 when something is missing.</param>
/// <param name="Message">What to tell the person, in both languages.</param>
/// <param name="Suggestion">What to write in place of the characters concerned; null without a good guess.</param>
public sealed record RuleProblem(string Field, string Code, int Start, int Length, Term Message, string? Suggestion);

/// <summary>How rules with mistakes are refused: <c>market.rule_invalid</c> with a list of <see cref="RuleProblem"/> as <c>rules</c>.</summary>
internal static class RuleProblems
{
    /// <summary>What the refusal says besides the mistakes.</summary>
    public static Error Invalid { get; } = Error.Invalid("market.rule_invalid", "A rule is wrong; 'rules' says where and why. See docs/rules-language.md.");

    /// <summary>The mistakes of one rule.</summary>
    public static IEnumerable<RuleProblem> Of(string field, IEnumerable<RuleError> errors) =>
        errors.Select(error => new RuleProblem(field, error.Code, error.Start, error.Length, RuleTexts.Message(error), error.Suggestion));

    /// <summary>The refusal.</summary>
    public static ProblemHttpResult Refuse(IReadOnlyList<RuleProblem> problems)
    {
        var refusal = Invalid.ToProblem();
        refusal.ProblemDetails.Extensions["rules"] = problems;
        return refusal;
    }
}

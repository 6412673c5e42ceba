using System.Globalization;
using Ami.Modules.Identity.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ami.ApiService.Quotas;

/// <summary>The refusal of a call over the quota: which limit, when it ends, and which plan has a higher one.</summary>
internal static class QuotaProblem
{
    public const string Code = "quota.exceeded";

    /// <param name="name">What is counted.</param>
    public static ProblemHttpResult Of(MeteredGroup group, string name, Plan plan, Quota quota, QuotaDecision decision)
    {
        var wait = Math.Max(1, QuotaHeaders.Seconds(decision.Wait));
        var lifting = group.LiftedBy(plan) is { } larger ? PlanQuotas.NameOf(larger) : null;
        var window = quota.Window == QuotaWindow.Minute ? "minute" : "day";
        var detail = string.Create(
            CultureInfo.InvariantCulture,
            $"The plan '{PlanQuotas.NameOf(plan)}' allows {quota.Limit} {(name == PlanQuotas.Orders ? "orders" : "calls")} a {window} {(name == PlanQuotas.Orders ? "that open risk" : $"to {group.Path}")}; this one was refused and changed nothing. Try again in {wait} s{(lifting is null ? "." : $", or move to the plan '{lifting}', which allows more.")}"
        );
        return TypedResults.Problem(
            detail: detail,
            statusCode: StatusCodes.Status429TooManyRequests,
            extensions: new Dictionary<string, object?>
            {
                ["code"] = Code,
                ["retryAfter"] = (int)wait,
                ["group"] = name,
                ["plan"] = PlanQuotas.NameOf(plan),
                ["limit"] = quota.Limit,
                ["window"] = window,
                ["remaining"] = 0,
                ["liftingPlan"] = lifting,
            }
        );
    }
}

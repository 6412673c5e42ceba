using System.Globalization;
using Ami.Modules.Identity.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ami.ApiService.Quotas;

/// <summary>The refusal of a call over the quota: which limit, when it ends, and which plan has a higher one.</summary>
internal static class QuotaProblem
{
    public const string Code = "quota.exceeded";

    public static ProblemHttpResult Of(MeteredGroup group, Plan plan, QuotaDecision decision)
    {
        var quota = group.Allowed[plan];
        var wait = Math.Max(1, QuotaHeaders.Seconds(decision.Wait));
        var lifting = group.LiftedBy(plan) is { } larger ? PlanQuotas.NameOf(larger) : null;
        var window = quota.Window == QuotaWindow.Minute ? "minute" : "day";
        var detail = string.Create(
            CultureInfo.InvariantCulture,
            $"The plan '{PlanQuotas.NameOf(plan)}' allows {quota.Limit} calls a {window} to {group.Path}. Try again in {wait} s{(lifting is null ? "." : $", or move to the plan '{lifting}', which allows more.")}"
        );
        return TypedResults.Problem(
            detail: detail,
            statusCode: StatusCodes.Status429TooManyRequests,
            extensions: new Dictionary<string, object?>
            {
                ["code"] = Code,
                ["retryAfter"] = (int)wait,
                ["group"] = group.Name,
                ["plan"] = PlanQuotas.NameOf(plan),
                ["limit"] = quota.Limit,
                ["window"] = window,
                ["remaining"] = 0,
                ["liftingPlan"] = lifting,
            }
        );
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Modules.Learning;

/// <summary>What the module consists of for the sake of experience.</summary>
internal static class ExperienceParts
{
    public static void AddExperience(this IServiceCollection services)
    {
        services.AddScoped<Achievements>();
        services.AddScoped<Earning>();
        services.AddScoped<Leaderboard>();
        services.AddScoped<Friends>();
    }

    public static void MapExperience(this IEndpointRouteBuilder endpoints)
    {
        GetExperience.Map(endpoints);
        LeaderboardEndpoints.Map(endpoints);
        FriendEndpoints.Map(endpoints.MapGroup("/api/me/friends").RequireAuthorization().WithTags("Experience"));
    }
}

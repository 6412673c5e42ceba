using Ami.Modules.Notifications.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Modules.Learning;

/// <summary>What the module consists of for the sake of certificates and badges.</summary>
internal static class CertificateParts
{
    public static void AddCertificates(this IServiceCollection services)
    {
        services.AddScoped<Certificates>();
        services.AddMessageKinds(StaffCertificates.Revoked);
        services.AddScoped<BadgeKeys>();
        services.AddScoped<Badges>();
    }

    public static void MapCertificates(this IEndpointRouteBuilder endpoints)
    {
        OwnCertificates.Map(endpoints);
        PublicCertificates.Map(PublicCertificates.Group(endpoints, "/api/certificates"));
        BadgeEndpoints.Map(PublicCertificates.OpenGroup(endpoints, "", "certificates"));
        BadgeEndpoints.MapChecks(PublicCertificates.OpenGroup(endpoints, "", "badge-checks"));
        StaffCertificates.Map(endpoints.MapGroup("/api/admin/certificates").WithTags("Admin: certificates"));
    }
}

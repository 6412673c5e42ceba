using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Identity;

/// <summary>What staff do with accounts; every endpoint says which permission it wants.</summary>
internal static class AdminEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var users = api.MapGroup("/admin/users");
        ListUsers.Map(users);
        GetUser.Map(users);
        LockUser.Map(users);
        HelpUser.Map(users);
        ChangeRoles.Map(users);
        ChangePlan.Map(users);
        Impersonate.Map(users);
        EditRoles.Map(api.MapGroup("/admin/roles"));
    }
}

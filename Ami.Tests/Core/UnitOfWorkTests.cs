using System.Data;
using Ami.Modules.Identity;
using Ami.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Core;

[TestClass]
public sealed class UnitOfWorkTests
{
    [TestMethod]
    public async Task Query_BeforeAndAfterATransaction_GivesTheConnectionBack()
    {
        await using var host = await ApiHost.Start();
        await host.InScope(async scope =>
        {
            var (unitOfWork, db) = (scope.GetRequiredService<UnitOfWork>(), scope.GetRequiredService<IdentityDb>());
            for (var round = 0; round < 2; round++)
            {
                await db.Users.CountAsync();
                unitOfWork.Connection.State.ShouldBe(ConnectionState.Closed);
                await unitOfWork.Run(ct => db.Users.CountAsync(ct));
                unitOfWork.Connection.State.ShouldBe(ConnectionState.Closed);
                await Should.ThrowAsync<TimeoutException>(unitOfWork.Run(ct => Task.FromException(new TimeoutException())));
                unitOfWork.Connection.State.ShouldBe(ConnectionState.Closed);
            }

            return true;
        });
    }
}

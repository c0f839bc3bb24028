/** The query `lojalIdentity`: proves to Lojal who the signed-in customer is. */
import { Inject } from '@nestjs/common';
import { Query, Resolver } from '@nestjs/graphql';
import { Ctx, CustomerService, RequestContext } from '@vendure/core';
import { SignJWT } from 'jose';
import { AUDIENCE, LOJAL_OPTIONS, type LojalOptions, lojalCustomer } from './settings.js';

@Resolver()
export class IdentityResolver {
  constructor(
    @Inject(LOJAL_OPTIONS) private readonly lojal: LojalOptions,
    private readonly customers: CustomerService,
  ) {}

  /** @returns a token for five minutes; nothing where nobody is signed in */
  @Query()
  async lojalIdentity(@Ctx() ctx: RequestContext): Promise<string | undefined> {
    if (!ctx.activeUserId) return undefined;
    const customer = await this.customers.findOneByUserId(ctx, ctx.activeUserId);
    if (!customer) return undefined;
    return new SignJWT()
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(lojalCustomer(customer.id))
      .setAudience(AUDIENCE)
      .setIssuedAt()
      .setExpirationTime('5 minutes')
      .sign(this.lojal.identityKey);
  }
}

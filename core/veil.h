/*
 * veil: how sensitive a value of the registry is; core/mask.h says who sees
 * it whole.
 */
#ifndef CORE_VEIL_H
#define CORE_VEIL_H

enum veil {
	VEIL_OPEN,
	VEIL_NAME,		/* of a person */
	VEIL_PERSONAL,		/* health, support, day of birth */
	VEIL_CONTACT,		/* a telephone */
	VEIL_SECRET,		/* numbers of persons and accounts */
	VEIL__MAX
};

#endif
